// Package avif decodes AVIF pictures by libavif and libaom, which are C, compiled to
// WebAssembly: libavif.wasm.gz is lib/decode.wasm.gz of github.com/gen2brain/avif v0.4.4
// (libavif 1.1.1, libaom 3.10.0), where its sources and how it is built are.
//
// The one idea behind it: a picture comes from outside and the decoder is not ours, so that it
// runs in a machine of its own, with the memory that it is given, without files, clock and
// network, and ends when it is told to. Nothing of it is made before the first picture.
package avif

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:embed libavif.wasm.gz
var packed []byte

// decoder is the machine with the decoder, compiled once: each picture gets an instance of it,
// and memory, of its own.
var decoder = sync.OnceValues(func() (d struct {
	machine  wazero.Runtime
	compiled wazero.CompiledModule
}, err error,
) {
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return d, err
	}
	code, err := io.ReadAll(unpack)
	if err != nil {
		return d, err
	}
	ctx := context.Background() // for all pictures
	d.machine = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCloseOnContextDone(true))
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, d.machine); err == nil {
		d.compiled, err = d.machine.CompileModule(ctx, code)
	}
	return d, err
})

// room is the memory of an instance, which never grows beyond what it has been given.
type room []byte

func (r room) Reallocate(size uint64) []byte {
	if size > uint64(len(r)) {
		return nil
	}
	return r[:size]
}

func (room) Free() {}

// Errors of pictures. Others are those of ctx and of a program that is damaged.
var (
	ErrDamaged = errors.New("libavif cannot decode it")
	ErrLarge   = errors.New("it has another size than it says")
)

// Decode decodes a picture, or the first of several, and hands over its pixels, which are
// those of the machine and gone afterwards: not turned, not mirrored, in the colours of the
// file, with eight bits a channel. pixels is how many there are at most, memory how many
// bytes the decoder may have.
func Decode(ctx context.Context, raw []byte, pixels, memory int64, use func(*image.RGBA)) (err error) {
	d, err := decoder()
	if err != nil {
		return fmt.Errorf("start the decoder of AVIF: %w", err)
	}
	limited := experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(uint64, uint64) experimental.LinearMemory {
		return make(room, memory)
	}))
	instance, err := d.machine.InstantiateModule(limited, d.compiled, wazero.NewModuleConfig().WithName(""))
	if err == nil {
		err = decode(ctx, instance, raw, pixels, use)
		_ = instance.Close(context.WithoutCancel(ctx)) // it has nothing but memory
	}
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	return err
}

// Where numbers are that the decoder says, from the place on that it is given for them.
const (
	atWidth = 4 * iota
	atHeight
	atDepth
	atCount
	atDelay
	saidSize = atDelay + 8
)

// unsaid is where how long a picture is shown is written once it is decoded: nothing else tells
// that it is.
const unsaid = ^uint64(0)

func decode(ctx context.Context, module api.Module, raw []byte, pixels int64, use func(*image.RGBA)) error {
	call := func(name string, args ...uint64) (uint32, error) {
		got, err := module.ExportedFunction(name).Call(ctx, args...)
		if err != nil || len(got) != 1 || got[0] == 0 {
			return 0, ErrDamaged
		}
		return uint32(got[0]), nil
	}
	file, err := call("malloc", uint64(len(raw)))
	if err != nil {
		return err
	}
	said, err := call("malloc", saidSize)
	if err != nil {
		return err
	}
	memory := module.Memory()
	if !memory.Write(file, raw) {
		return ErrDamaged
	}
	// decode writes what a picture is into the numbers, and its pixels where there is room.
	run := func(headOnly uint64, pixels uint32) error {
		to := uint64(said)
		_, err := call("decode", uint64(file), uint64(len(raw)), headOnly, 0, to+atWidth, to+atHeight, to+atDepth, to+atCount, to+atDelay, uint64(pixels))
		return err
	}
	if err := run(1, 0); err != nil {
		return err
	}
	number := func(at uint32) int64 {
		n, _ := memory.ReadUint32Le(said + at) // it was written there
		return int64(n)
	}
	width, height, deep := number(atWidth), number(atHeight), number(atDepth) > 8
	if width <= 0 || height <= 0 || width > pixels || height > pixels || width*height > pixels {
		return ErrLarge
	}
	size := width * height * 4
	if deep {
		size *= 2
	}
	at, err := call("malloc", uint64(size))
	if err != nil {
		return err
	}
	memory.WriteUint64Le(said+atDelay, unsaid)
	if err := run(0, at); err != nil {
		return err
	}
	made, ok := memory.Read(at, uint32(size))
	if delay, _ := memory.ReadUint64Le(said + atDelay); !ok || delay == unsaid {
		return ErrDamaged
	}
	if deep { // the higher byte of two, the lower one is first
		for i := range len(made) / 2 {
			made[i] = made[2*i+1]
		}
		made = made[:len(made)/2]
	}
	use(&image.RGBA{Pix: made, Stride: int(width * 4), Rect: image.Rect(0, 0, int(width), int(height))})
	return nil
}

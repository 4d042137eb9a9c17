package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
)

// maxProfile is how many bytes of a colour profile are read.
const maxProfile = 4 << 20

// colours are the colours of a picture as its file has them: three curves that make
// numbers linear, and the matrix of its primaries into linear sRGB, row by row.
type colours struct {
	linear [3][256]float64
	matrix [9]float64
}

// fromXYZ takes XYZ as profiles have it, for a white of D50, to linear sRGB.
var fromXYZ = [9]float64{
	3.1338561, -1.6168667, -0.4906146,
	-0.9787684, 1.9161415, 0.0334540,
	0.0719453, -0.2289914, 1.4052427,
}

// coloursOf are the colours that the file of a picture names, nil for sRGB and for what
// it does not say: a profile with tables in place of curves and primaries, as those for
// printing have, says nothing here.
func coloursOf(info Info, raw []byte) *colours {
	var c *colours
	switch info.Type {
	case JPEG:
		if c = readProfile(jpegProfile(raw)); c == nil && info.adobe {
			c = adobeRGB()
		}
	case PNG:
		c = pngColours(raw)
	case WebP:
		chunks(raw[12:], riffChunk, func(name string, data []byte) bool {
			if name == "ICCP" {
				c = readProfile(data)
			}
			return name != "ICCP"
		})
	case AVIF:
		c = avifColours(raw)
	}
	if c == nil || c.isSRGB() || !c.hasWhite() {
		return nil
	}
	return c
}

// jpegProfile joins the parts of a profile (ICC.1:2022, B.4), of which each says its
// number.
func jpegProfile(raw []byte) []byte {
	parts := map[byte][]byte{}
	size := 0
	_ = jpegSegments(raw, func(s segment) bool { // what breaks off has been looked at up to there
		if part, ok := bytes.CutPrefix(s.data, []byte("ICC_PROFILE\x00")); ok && s.marker == 0xe2 && len(part) > 2 {
			parts[part[0]] = part[2:]
			size += len(part)
		}
		return size <= maxProfile
	})
	var whole []byte
	for i := range len(parts) {
		whole = append(whole, parts[byte(i+1)]...)
	}
	return whole
}

// pngColours are those of cICP, which counts before iCCP (PNG, third edition, 4.3).
func pngColours(raw []byte) (c *colours) {
	chunks(raw[8:], pngChunk, func(name string, data []byte) bool {
		switch name {
		case "cICP":
			if len(data) == 4 {
				c = numbered(int(data[0]), int(data[1]))
				return false
			}
		case "iCCP":
			_, packed, ok := bytes.Cut(data[:min(len(data), maxProfile)], []byte{0})
			if !ok || len(packed) < 2 {
				break
			}
			unpacked, err := zlib.NewReader(bytes.NewReader(packed[1:]))
			if err != nil {
				break
			}
			profile, _ := io.ReadAll(io.LimitReader(unpacked, maxProfile)) // one that is cut off is no profile
			c = readProfile(profile)
		}
		return name != "IDAT"
	})
	return c
}

// readProfile reads a profile with a matrix and curves, of colours or of greys (ICC.1:2022,
// 8.3.3 and 8.3.4). It returns nil for what is none.
func readProfile(raw []byte) *colours {
	if len(raw) < 132 || string(raw[36:40]) != "acsp" || string(raw[20:24]) != "XYZ " {
		return nil
	}
	tags := map[string][]byte{}
	for i := range min(binary.BigEndian.Uint32(raw[128:]), 200) {
		at := 132 + 12*int(i)
		if at+12 > len(raw) {
			return nil
		}
		from, size := int64(binary.BigEndian.Uint32(raw[at+4:])), int64(binary.BigEndian.Uint32(raw[at+8:]))
		if from+size <= int64(len(raw)) {
			tags[string(raw[at:at+4])] = raw[from : from+size]
		}
	}
	c := &colours{}
	switch string(raw[16:20]) {
	case "RGB ":
		for i, name := range []string{"r", "g", "b"} {
			xyz, curve := tags[name+"XYZ"], tags[name+"TRC"]
			if len(xyz) < 20 || string(xyz[:4]) != "XYZ " || !readCurve(curve, &c.linear[i]) {
				return nil
			}
			for row := range 3 {
				for k := range 3 {
					c.matrix[3*row+i] += fromXYZ[3*row+k] * fixed(xyz[8+4*k:])
				}
			}
		}
	case "GRAY":
		c.matrix = [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}
		for i := range 3 {
			if !readCurve(tags["kTRC"], &c.linear[i]) {
				return nil
			}
		}
	default:
		return nil
	}
	return c
}

// fixed is an s15Fixed16Number.
func fixed(raw []byte) float64 { return float64(int32(binary.BigEndian.Uint32(raw))) / 65536 }

// readCurve reads a curve (ICC.1:2022, 10.6 and 10.18) into what it makes of each number.
func readCurve(raw []byte, into *[256]float64) bool {
	if len(raw) < 12 {
		return false
	}
	var curve func(x float64) float64
	switch string(raw[:4]) {
	case "curv":
		n := int64(binary.BigEndian.Uint32(raw[8:]))
		points := raw[12:]
		if 2*n > int64(len(points)) {
			return false
		}
		curve = sampled(points[:2*n])
	case "para":
		counts := []int{1, 3, 4, 5, 7}
		kind := int(binary.BigEndian.Uint16(raw[8:]))
		if kind >= len(counts) || len(raw) < 12+4*counts[kind] {
			return false
		}
		var p [7]float64
		for i := range counts[kind] {
			p[i] = fixed(raw[12+4*i:])
		}
		curve = parametric(kind, p)
	default:
		return false
	}
	for i := range into {
		y := curve(float64(i) / 255)
		if math.IsNaN(y) {
			return false
		}
		into[i] = min(max(y, 0), 1)
	}
	return true
}

// sampled is a curve of numbers of 16 bits: none is a straight line, one an exponent.
func sampled(points []byte) func(float64) float64 {
	last := len(points)/2 - 1
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(points[2*i:])) }
	switch last {
	case -1:
		return func(x float64) float64 { return x }
	case 0:
		return func(x float64) float64 { return math.Pow(x, at(0)/256) }
	}
	return func(x float64) float64 {
		i := min(int(x*float64(last)), last-1)
		part := x*float64(last) - float64(i)
		return (at(i)*(1-part) + at(i+1)*part) / 65535
	}
}

// parametric is a curve of one of the five kinds of ICC.1:2022, table 68; p are g, a, b, c,
// d, e and f.
func parametric(kind int, p [7]float64) func(float64) float64 {
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch kind {
	case 0:
		return func(x float64) float64 { return math.Pow(x, g) }
	case 1, 2:
		d, e, f = -b/a, c, c // from there on; else c, which the first of them has as zero
		c = 0
	case 3:
		e, f = 0, 0
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(max(a*x+b, 0), g) + e
		}
		return c*x + f
	}
}

// srgbCurve makes a number of sRGB linear (IEC 61966-2-1).
func srgbCurve(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// known are colours with one curve for all.
func known(curve func(float64) float64, matrix [9]float64) *colours {
	c := &colours{matrix: matrix}
	for i := range 256 {
		y := curve(float64(i) / 255)
		y = min(max(y, 0), 1)
		c.linear[0][i], c.linear[1][i], c.linear[2][i] = y, y, y
	}
	return c
}

// adobeRGB are the colours of Adobe RGB (1998), which DCF names R03.
func adobeRGB() *colours {
	return known(func(x float64) float64 { return math.Pow(x, 563.0/256) }, [9]float64{1.3983557, -0.3983557, 0, 0, 1, 0, 0, -0.0429290, 1.0429290})
}

// Numbers of ITU-T H.273, tables 2 and 3.
const (
	primaries2020 = 9
	primariesP3   = 12 // with a white of D65
	curveLinear   = 8
	curvePQ       = 16
	curveHLG      = 18
)

// numbered are the colours that ITU-T H.273 numbers: primaries and a curve. Those of
// television are shown by the curve of sRGB, as elsewhere; of curves for brighter screens all
// that is above white is white.
func numbered(primaries, transfer int) *colours {
	curve := srgbCurve
	switch transfer {
	case curveLinear:
		curve = func(x float64) float64 { return x }
	case curvePQ:
		curve = func(x float64) float64 { return pq(x) * 10_000 / white }
	case curveHLG:
		curve = func(x float64) float64 { return math.Pow(hlg(x), 1.2) * 1000 / white }
	}
	matrix := [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}
	switch primaries {
	case primaries2020:
		matrix = [9]float64{1.6604910, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789, 1.1187297}
	case primariesP3:
		matrix = [9]float64{1.2249402, -0.2249402, 0, -0.0420570, 1.0420570, 0, -0.0196376, -0.0786361, 1.0982736}
	}
	return known(curve, matrix)
}

// white is how bright white is of pictures for brighter screens, in cd/m² (ITU-R BT.2408).
const white = 203

// pq is the curve of ITU-R BT.2100, table 4, as a part of 10,000 cd/m².
func pq(x float64) float64 {
	const m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
	e := math.Pow(x, 1/m2)
	return math.Pow(max(e-c1, 0)/(c2-c3*e), 1/m1)
}

// hlg is the curve of ITU-R BT.2100, table 5, as a part of what is brightest.
func hlg(x float64) float64 {
	const a, b, c = 0.17883277, 0.28466892, 0.55991073
	if x <= 0.5 {
		return x * x / 3
	}
	return (math.Exp((x-c)/a) + b) / 12
}

// levels is how finely linear colours are told apart where they are made numbers of sRGB.
const levels = 4096

// numbers are the numbers of sRGB for linear colours, by level.
func numbers() *[levels + 1]uint8 {
	var out [levels + 1]uint8
	for i := range out {
		x := float64(i) / levels
		if x <= 0.0031308 {
			x *= 12.92
		} else {
			x = 1.055*math.Pow(x, 1/2.4) - 0.055
		}
		out[i] = uint8(x*255 + 0.5)
	}
	return &out
}

// of is a colour in sRGB.
func (c *colours) of(r, g, b uint8, as *[levels + 1]uint8) (x, y, z uint8) {
	lr, lg, lb := c.linear[0][r], c.linear[1][g], c.linear[2][b]
	m := &c.matrix
	level := func(v float64) uint8 { return as[int(min(max(v, 0), 1)*levels+0.5)] }
	return level(m[0]*lr + m[1]*lg + m[2]*lb), level(m[3]*lr + m[4]*lg + m[5]*lb), level(m[6]*lr + m[7]*lg + m[8]*lb)
}

// isSRGB reports whether no colour would look other.
func (c *colours) isSRGB() bool {
	as := numbers()
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 2 }
	for i := range 125 {
		r, g, b := uint8(i%5*63), uint8(i/5%5*63), uint8(i/25*63)
		if x, y, z := c.of(r, g, b, as); !near(x, r) || !near(y, g) || !near(z, b) {
			return false
		}
	}
	return true
}

// hasWhite reports whether white is about white, which it is in all but damaged profiles.
func (c *colours) hasWhite() bool {
	for row := range 3 {
		sum := 0.0
		for k := range 3 {
			sum += c.matrix[3*row+k] * c.linear[k][255]
		}
		if !(sum > 0.85 && sum < 1.15) {
			return false
		}
	}
	return true
}

// toSRGB makes numbers of sRGB of those of a picture.
func (c *colours) toSRGB(m *image.RGBA) {
	as := numbers()
	for i := 0; i+3 < len(m.Pix); i += 4 {
		p := m.Pix[i : i+4 : i+4]
		switch a := int(p[3]); a {
		case 0:
		case 255:
			p[0], p[1], p[2] = c.of(p[0], p[1], p[2], as)
		default: // colours are multiplied by what covers
			for k := range 3 {
				p[k] = uint8(min(int(p[k])*255/a, 255))
			}
			p[0], p[1], p[2] = c.of(p[0], p[1], p[2], as)
			for k := range 3 {
				p[k] = uint8(int(p[k]) * a / 255)
			}
		}
	}
}

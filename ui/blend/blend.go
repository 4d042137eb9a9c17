// Package blend has the arithmetic by which one pixel is laid over another.
//
// The one idea behind it: the four channels of a pixel are multiplied in one word. A pixel is
// its four bytes as they lie in memory, read as a little-endian number: red, green, blue, alpha.
package blend

// Div255 divides by 255, rounded to nearest; exact for products of two bytes.
func Div255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}

// Wide puts the four channels of a pixel into one word, each in the low byte of its quarter,
// with room to multiply: red, blue, green and alpha.
func Wide(pixel uint32) uint64 {
	return uint64(pixel&0x00ff00ff) | uint64(pixel>>8&0x00ff00ff)<<32
}

// Narrow is Div255 of each quarter of a word, which is at most 255*255, as a pixel.
func Narrow(v uint64) uint32 {
	const low = 0x00ff00ff00ff00ff
	v += 0x0080008000800080
	v = (v + v>>8&low) >> 8 & low
	return uint32(v) | uint32(v>>32)<<8
}

package data

// orderGap is between the orders of two rows of a list that is numbered over again.
const orderGap = 1 << 10

// Arranged are the orders of rows that stand in a list, each above the one before, with as
// few as possible that differ from those that they have: where two rows stay, what comes
// between them is given a number between theirs, if there is any left.
func Arranged(orders []int) []int {
	out, stay := make([]int, len(orders)), Rising(orders)
	copy(out, orders)
	for i := 0; i < len(out); {
		if stay[i] {
			i++
			continue
		}
		end := i
		for end < len(out) && !stay[end] {
			end++
		}
		n := end - i
		switch {
		case i == 0:
			for k := range n {
				out[k] = out[end] - n + k
			}
		case end == len(out):
			for k := range n {
				out[i+k] = out[i-1] + 1 + k
			}
		case out[end]-out[i-1] <= n:
			for k := range out {
				out[k] = k * orderGap
			}
			return out
		default:
			step := (out[end] - out[i-1]) / (n + 1)
			for k := range n {
				out[i+k] = out[i-1] + max(step, 1)*(k+1)
			}
		}
		i = end
	}
	return out
}

// Rising reports which numbers are of the longest row of them that rises, the first of
// several.
func Rising(numbers []int) []bool {
	length, before, last := make([]int, len(numbers)), make([]int, len(numbers)), -1
	for i, n := range numbers {
		length[i], before[i] = 1, -1
		for j := range i {
			if numbers[j] < n && length[j] >= length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stay := make([]bool, len(numbers))
	for ; last >= 0; last = before[last] {
		stay[last] = true
	}
	return stay
}

package main

import "strings"

// kinds are the licenses that are known, by SPDX identifier and by words of their
// texts; the first of which all words are there is meant.
func kinds() []struct {
	id    string
	words []string
} {
	return []struct {
		id    string
		words []string
	}{
		{"Apache-2.0 WITH LLVM-exception", []string{"apache license", "version 2.0", "llvm exceptions to the apache 2.0 license"}},
		{"Apache-2.0", []string{"apache license", "version 2.0"}},
		{"MPL-2.0", []string{"mozilla public license", "version 2.0"}},
		{"OFL-1.1", []string{"sil open font license"}},
		{"Bitstream-Vera", []string{"bitstream vera"}},
		{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "used to endorse or promote"}},
		{"BSD-2-Clause", []string{"redistribution and use in source and binary forms"}},
		{"Unicode-3.0", []string{"unicode license v3"}},
		{"MIT", []string{"permission is hereby granted, free of charge"}},
		{"CC-BY-4.0", []string{"creative commons attribution 4.0 international"}},
		{"LicenseRef-public-domain", []string{"are in the public domain"}},
		{"ISC", []string{"permission to use, copy, modify, and"}},
		{"Zlib", []string{"this software is provided 'as-is'", "altered source versions"}},
		{"Unlicense", []string{"this is free and unencumbered software"}},
	}
}

// kindOf names the license of a text, "" if it is not known.
func kindOf(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, k := range kinds() {
		all := true
		for _, w := range k.words {
			all = all && strings.Contains(text, w)
		}
		if all {
			return k.id
		}
	}
	return ""
}

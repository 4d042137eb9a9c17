package bibtex

// accents are the marks that commands put on letters, as combining characters.
var accents = map[string]string{
	"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", `"`: "\u0308", "=": "\u0304", ".": "\u0307",
	"u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "b": "\u0331", "d": "\u0323", "t": "\u0361",
}

// symbols are the characters that commands write.
var symbols = map[string]string{
	"ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
	"S": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
	"textyen": "¥", "textcent": "¢", "textdegree": "°", "degree": "°", "dag": "†", "ddag": "‡", "textdagger": "†", "ldots": "…", "dots": "…", "textellipsis": "…",
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "quotedblbase": "„",
	"quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textquotesingle": "'", "textquotedbl": `"`,
	"textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textless": "<", "textgreater": ">", "textbar": "|", "textbraceleft": "{",
	"textbraceright": "}", "textunderscore": "_", "textexclamdown": "¡", "textquestiondown": "¿", "textordmasculine": "º", "textordfeminine": "ª", "textbullet": "•",
	"textperiodcentered": "·", "times": "×", "textpm": "±", "pm": "±", "slash": "/", "hyphen": "-", "par": "\n\n", "newline": "\n", "item": "\n• ", "quad": " ", "qquad": " ", "space": " ",
	"nobreakspace": " ", "thinspace": " ", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "infty": "∞", "sim": "~", "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥",
	"ge": "≥", "neq": "≠", "rightarrow": "→", "to": "→", "leftarrow": "←", "cdot": "·", "prime": "′", "circ": "°", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
	"epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
	"rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
	"Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}

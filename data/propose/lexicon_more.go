package propose

// The languages that are read by their punctuation and small words alone: their verbs
// are not known.
var (
	persianLexicon = newLexicon(true, nil, "",
		row{dated, "در از روز تا ماه سال طی"}, row{opening, "و اما که ولی همچنین سپس"}, row{closing, "و در از به با که را تا بر"},
		row{saying, "گفت گفتند افزود اعلام"}, row{that | relative, "که"}, row{unspecific, "این آن است بود شد شده می"})
	frenchLexicon = newLexicon(false, nil, "publié le|mis à jour|par notre",
		row{dated, "en le au à du de depuis dès la l les jusqu"}, row{opening, "et mais or donc car ni que qui dont où puis lorsque quand tandis ainsi"},
		row{closing, "et de du des le la les à au aux en dans pour par sur que qui avec un une"},
		row{saying, "dit déclaré affirmé annoncé ajouté indiqué"}, row{that, "que qu"}, row{relative, "qui que dont où"},
		row{unspecific, "est a été sont ont avait était il elle ils elles ce cette ces se ne pas plus son sa ses leur"})
	spanishLexicon = newLexicon(false, nil, "publicado|actualizado",
		row{dated, "en el del de desde hasta la los al"}, row{opening, "y pero o que quien donde cuando mientras además así pues"},
		row{closing, "y de del el la los las a al en por para con que un una"},
		row{saying, "dijo afirmó anunció declaró añadió indicó"}, row{that, "que"}, row{relative, "que quien cuyo cuya donde"},
		row{unspecific, "es fue son ha han era se no más su sus lo le"})
	russianLexicon = newLexicon(false, nil, "опубликовано|обновлено",
		row{dated, "в с до по к на около"}, row{opening, "и но а что который которая которые когда также однако"},
		row{closing, "и в с на по к от до из за для о об что"}, row{saying, "сказал сказала заявил заявила сообщил сообщила добавил"},
		row{that, "что"}, row{relative, "который которая которое которые"}, row{unspecific, "был была было были есть не это он она они его её их как"})
	turkishLexicon = newLexicon(false, nil, "güncelleme|yayınlanma",
		row{dated, "tarihinde günü"}, row{opening, "ve ama fakat ancak da de"}, row{closing, "ve ile için bir"},
		row{saying, "söyledi açıkladı belirtti"}, row{unspecific, "bu bir olan olarak daha çok"})
	otherLexicon = newLexicon(false, nil, "")
)

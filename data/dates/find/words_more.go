package find

// Languages of which absolute dates are read.

var french = lazily(80, false, func(l *lexicon) {
	l.list(month, 1, 0, "janvier", "février", "", "avril", "", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
	delete(l.words, "")
	l.add(month, 3, 0, "mars")
	l.add(month, 5, 0, "mai")
	l.list(weekday, 0, short, "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi")
	l.add(in, 0, 0, "en|depuis|dès|avant|après|vers|an|né en|année")
	l.add(of, 0, 0, "de|d")
	l.add(from, 0, 0, "du|entre")
	l.add(to, 0, 0, "au|à|jusqu")
	l.add(and, 0, 0, "et")
	l.add(era, eraBCE, 0, "av J C|avant J C")
	l.add(yearWord, 0, 0, "l année|année")
	l.add(count, 0, 0, "personnes|euros|kilomètres|habitants|km|millions|milliards|morts|hommes|femmes")
	l.add(blocked, 0, 0, "page|résolution|numéro|salle|article")
})

var spanish = lazily(80, false, func(l *lexicon) {
	l.list(month, 1, 0, "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre")
	l.list(weekday, 0, short, "domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado")
	l.add(in, 0, 0, "en|antes de|después de")
	l.add(in, 0, opens, "desde")
	l.add(of, 0, opens, "de|del")
	l.add(to, 0, 0, "al|a|hasta")
	l.add(between, 0, 0, "entre")
	l.add(and, 0, 0, "y")
	l.add(yearWord, 0, 0, "año|el año|del año")
	l.add(era, eraBCE, 0, "a C")
	l.add(count, 0, 0, "personas|euros|kilómetros|habitantes|km|millones|muertos|hombres|mujeres|pesos|dólares")
	l.add(blocked, 0, 0, "página|resolución|número|sala|artículo")
})

var russian = lazily(120, false, func(l *lexicon) {
	l.list(month, 1, 0, "январь|января|январе", "февраль|февраля|феврале", "март|марта|марте", "апрель|апреля|апреле", "май|мая|мае", "июнь|июня|июне",
		"июль|июля|июле", "август|августа|августе", "сентябрь|сентября|сентябре", "октябрь|октября|октябре", "ноябрь|ноября|ноябре", "декабрь|декабря|декабре")
	l.list(weekday, 0, short, "воскресенье", "понедельник", "вторник", "среда|среду", "четверг", "пятница|пятницу", "суббота|субботу")
	l.add(in, 0, 0, "в|до|после|к")
	l.add(in, 0, opens, "с|со")
	l.add(to, 0, 0, "по")
	l.add(and, 0, 0, "и")
	l.add(yearAfter, 0, 0, "год|года|году|г|годом")
	l.add(yearAfter, 0, plural, "годы|годов|годах|гг")
	l.add(era, eraBCE, 0, "до н э|года до н э")
})

var turkish = lazily(80, false, func(l *lexicon) {
	l.list(month, 1, 0, "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık")
	l.list(weekday, 0, short, "Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi")
	l.add(yearAfter, 0, 0, "yılında|yılı|yılının|yılından|yılına|yılındaki|senesinde")
	l.add(yearAfter, 0, plural, "yılları|yılları arasında|arasında|yılları arası")
	l.add(to, 0, 0, "ile")
	l.add(era, eraBCE, 0, "MÖ")
	l.add(and, 0, 0, "ve")
})

var persian = lazily(120, true, func(l *lexicon) {
	l.list(month, 1, 0, "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه|جولای", "اوت|آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر")
	l.list(jalaliMonth, 1, 0, "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
	l.list(hijriMonth, 1, 0, "محرم", "صفر", "ربیع\u200cالاول|ربیع الاول", "ربیع\u200cالثانی|ربیع الثانی", "جمادی\u200cالاول|جمادی الاول", "جمادی\u200cالثانی|جمادی الثانی",
		"رجب", "شعبان", "رمضان", "شوال", "ذیقعده", "ذیحجه")
	l.list(weekday, 0, short, "یکشنبه", "دوشنبه", "سه شنبه|سه\u200cشنبه", "چهارشنبه", "پنجشنبه|پنج\u200cشنبه", "جمعه", "شنبه")
	l.add(yearWord, 0, 0, "سال")
	l.add(in, 0, 0, "در")
	l.add(in, 0, opens, "از")
	l.add(to, 0, 0, "تا")
	l.add(of, 0, 0, "ماه")
	l.add(and, 0, 0, "و")
	l.add(era, eraCE, 0, "میلادی|م")
	l.add(era, eraJalali, 0, "شمسی|خورشیدی|هجری شمسی|هجری خورشیدی")
	l.add(era, eraHijri, 0, "قمری|هجری قمری")
})

var chinese = lazily(20, false, func(l *lexicon) {
	l.list(hanDigit, 1, 0, "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
	l.add(hanDigit, 0, 0, "〇|零")
	l.add(hanYear, 0, 0, "年")
	l.add(hanMonth, 0, 0, "月")
	l.add(hanDay, 0, 0, "日|号")
	l.add(hanEra, 0, 0, "公")
	l.add(to, 0, 0, "至|到")
})

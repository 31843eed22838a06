package decode

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// encode returns text in a charset; it fails the test if the charset cannot hold it.
func encode(t testing.TB, text, charset string) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", charset, err)
	}
	return data
}

// prose is a paragraph in each language and the charsets that its texts were written in before UTF-8.
var prose = []struct{ language, charsets, text string }{
	{"English", "windows-1252", "The café by the old bridge opens at seven. “We bake before dawn,” says its owner – and nobody has complained yet… Coffee costs £2."},
	{"German", "windows-1252", "Die alte Brücke über den Fluß wird im Frühjahr geöffnet. Bis dahin müssen die Gäste den längeren Weg durch das Städtchen nehmen."},
	{"French", "windows-1252", "Le vieux pont a été rouvert à la fin de l’été, après des années de travaux. Les élèves de l’école voisine étaient là, très fiers."},
	{"Spanish", "windows-1252", "El puente viejo abrió ayer, después de tres años de obras. ¿Quién lo diría? La señora Peña cruzó con su perro y dijo que estaba más ancho."},
	{"Portuguese", "windows-1252", "A ponte velha reabriu ontem, após três anos de obras. Não há trânsito de manhã, e as crianças atravessam a pé para a estação."},
	{"Italian", "windows-1252", "Il ponte vecchio è già aperto: la città lo aspettava da anni. Perché così tardi? Più d’uno se lo chiede, però nessuno protesta più."},
	{"Swedish", "windows-1252", "Den gamla bron över ån öppnas igen på måndag. Under två år har fotgängare fått gå en längre väg genom den södra stadsdelen."},
	{"Polish", "windows-1250 iso-8859-2", "Stary most nad rzeką został wczoraj otwarty. Przez trzy lata mieszkańcy musieli chodzić dłuższą drogą, więc święto trwało do późna."},
	{"Czech", "windows-1250 iso-8859-2", "Starý most přes řeku se včera znovu otevřel. Tři roky museli chodci chodit delší cestou kolem nádraží, a tak se slavilo až do večera."},
	{"Hungarian", "windows-1250 iso-8859-2", "A folyó fölötti öreg híd tegnap újra megnyílt. Három éven át hosszabb úton kellett járniuk a gyalogosoknak, ezért estig ünnepeltek, s jött az eső is, meg a hűvös szél."},
	{"Romanian", "windows-1250 iso-8859-2", "Podul vechi peste râu s-a redeschis ieri. Timp de trei ani oamenii au mers pe un drum mai lung şi acum sărbătoresc până noaptea târziu în piaţă."},
	{"Croatian", "windows-1250 iso-8859-2", "Stari most preko rijeke jučer je ponovno otvoren. Tri su godine pješaci išli dužim putem kroz središte, pa se slavilo do kasno u noć, šećući."},
	{"Turkish", "windows-1254", "Nehrin üzerindeki eski köprü dün yeniden açıldı. Üç yıl boyunca yayalar daha uzun bir yoldan yürümüştü; akşama kadar şarkılar söylendi, çığlıklar atıldı."},
	{"Lithuanian", "windows-1257", "Senasis tiltas per upę vakar vėl atidarytas. Trejus metus pėstieji turėjo eiti ilgesniu keliu, todėl šventė truko iki vėlaus vakaro, kol užgeso žiburiai."},
	{"Russian", "windows-1251 koi8-r iso-8859-5", "Старый мост через реку вчера снова открыли. Три года пешеходам приходилось идти в обход, поэтому праздновали до позднего вечера."},
	{"Ukrainian", "windows-1251 koi8-u", "Старий міст через річку вчора знову відкрили. Три роки пішоходам доводилося йти довшим шляхом, тому святкували до пізнього вечора."},
	{"Bulgarian", "windows-1251", "Старият мост над реката вчера отново беше отворен. Три години хората трябваше да вървят по по-дълъг път и затова празнуваха до късно."},
	{"Serbian", "windows-1251", "Стари мост преко реке јуче је поново отворен. Три године пешаци су ишли дужим путем, па се славило до касно у ноћ."},
	{"Greek", "windows-1253 iso-8859-7", "Η παλιά γέφυρα πάνω από το ποτάμι άνοιξε πάλι χθες. Για τρία χρόνια οι πεζοί πήγαιναν από πιο μακρύ δρόμο."},
	{"Hebrew", "windows-1255", "הגשר הישן מעל הנהר נפתח אתמול מחדש. במשך שלוש שנים הלכו האנשים בדרך ארוכה יותר, ולכן חגגו עד הערב."},
	{"Arabic", "windows-1256", "أعيد أمس افتتاح الجسر القديم فوق النهر بعد ثلاث سنوات من العمل، وكان الناس يسلكون طريقا أطول حول المدينة."},
	{"Thai", "windows-874", "สะพานเก่าข้ามแม่น้ำเปิดอีกครั้งเมื่อวานนี้ หลังจากปิดซ่อมมาสามปี ผู้คนต้องเดินอ้อมไปไกล จึงฉลองกันจนดึก"},
	{"Japanese", "shift_jis euc-jp iso-2022-jp", "川にかかる古い橋が昨日、三年ぶりに再び開通した。歩行者はこれまで遠回りをしなければならなかったので、町の人たちは夜遅くまで祝った。"},
	{"Simplified Chinese", "gb18030 gbk", "河上的老桥昨天重新开放了。三年来，行人不得不绕很远的路，所以大家一直庆祝到深夜。"},
	{"Traditional Chinese", "big5", "河上的老橋昨天重新開放了。三年來，行人不得不繞很遠的路，所以大家一直慶祝到深夜。"},
	{"Korean", "euc-kr", "강 위의 오래된 다리가 어제 다시 열렸다. 삼 년 동안 사람들은 먼 길로 돌아가야 했고, 그래서 밤늦게까지 축하했다."},
}

// each calls f for every paragraph in each of its charsets.
func each(t *testing.T, f func(t *testing.T, text, charset string)) {
	for _, p := range prose {
		for charset := range strings.FieldsSeq(p.charsets) {
			t.Run(p.language+"/"+charset, func(t *testing.T) { f(t, p.text, charset) })
		}
	}
}

func TestPlainTextWithoutDeclaration(t *testing.T) {
	each(t, func(t *testing.T, text, charset string) {
		if got := PlainText(encode(t, text, charset), ""); got != text {
			t.Errorf("got %q", got)
		}
	})
}

func TestCharsetFromHeader(t *testing.T) {
	each(t, func(t *testing.T, text, charset string) {
		for _, header := range []string{"text/plain; charset=%s", `text/html;charset="%s"`, "text/html; CHARSET = %s ; x=y"} {
			if got := PlainText(encode(t, text, charset), fmt.Sprintf(header, strings.ToUpper(charset))); got != text {
				t.Errorf(header+": got %q", charset, got)
			}
		}
	})
}

func TestCharsetFromPage(t *testing.T) {
	heads := []string{
		`<!DOCTYPE html><meta charset="%s"><title>`,
		`<html><head><META http-equiv='Content-Type' content='text/html; charset=%s'><title>`,
		`<?xml version="1.0" encoding="%s"?><html xmlns="http://www.w3.org/1999/xhtml"><title>`,
		`<html><head><!-- <meta charset="big5"> -->` + strings.Repeat("<script>x()</script>\n", 100) + `<meta charset=%s><title>`,
		`<html><head><meta name="x" content="charset=utf-16"><meta charset="no-such-charset"><meta charset="%s"><title>`,
	}
	each(t, func(t *testing.T, text, charset string) {
		for _, head := range heads {
			page := fmt.Sprintf(head, charset) + text
			got, name := decode(encode(t, page, charset), "text/html", true)
			if string(got) != page {
				t.Errorf("%s: read as %s: %q", head, name, got)
			}
		}
	})
}

func TestCharsetDisputed(t *testing.T) {
	text := "Über die Brücke – und zurück. "
	russian := "Старый мост через реку вчера снова открыли. "
	broken := []byte(strings.Repeat("Die Brücke über dem Fluß. ", 5) + "M\xfcll")
	for _, test := range []struct {
		name        string
		data        []byte
		contentType string
		want        string
		charset     string
	}{
		{"a page that was converted and kept its old meta", []byte("<meta charset=iso-8859-1>" + text), "", "<meta charset=iso-8859-1>" + text, "utf-8"},
		{"UTF-8 behind a default header", []byte(text), "text/html; charset=ISO-8859-1", text, "utf-8"},
		{"the header decides over the page", encode(t, "<meta charset=windows-1252>"+russian, "koi8-r"), "text/html; charset=koi8-r",
			"<meta charset=windows-1252>" + russian, "koi8-r"},
		{"the mark decides over the header", append([]byte("\xef\xbb\xbf"), text...), "text/html; charset=koi8-r", text, "utf-8"},
		{"UTF-8 with a stray byte, declared otherwise", broken, "text/html; charset=windows-1252", strings.ReplaceAll(string(broken), "\xfc", "\ufffd"), "utf-8"},
		{"UTF-8 by name alone", encode(t, strings.Repeat(russian, 3), "windows-1251"), "text/html; charset=utf-8", strings.Repeat(russian, 3), "windows-1251"},
		{"UTF-8 by name, a few broken bytes", []byte("<meta charset=utf-8>na\xefve caf\xe9"), "", "<meta charset=utf-8>na\ufffdve caf\ufffd", "utf-8"},
		{"UTF-8 cut off in a character", []byte("über … 一\xe4\xb8"), "", "über … 一\ufffd", "utf-8"},
		{"a lone accent", []byte("caf\xe9"), "", "café", "windows-1252"},
		{"an unknown charset", []byte("caf\xe9"), "text/html; charset=klingon", "café", "windows-1252"},
		{"a charset that the standard no longer reads", []byte("caf\xe9"), "text/html; charset=iso-2022-kr", "café", "windows-1252"},
		{"a page cannot declare UTF-16 in ASCII", []byte("<meta charset=utf-16>caf\xe9"), "", "<meta charset=utf-16>café", "windows-1252"},
		{"a header without value", []byte("caf\xe9"), "text/html; charset=", "café", "windows-1252"},
		{"a header with an open quotation", []byte("caf\xe9"), `text/html; charset="`, "café", "windows-1252"},
		{"nothing", nil, "", "", "utf-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, name := decode(test.data, test.contentType, true)
			if string(got) != test.want || name != test.charset {
				t.Errorf("got %q in %s, want %q in %s", got, name, test.want, test.charset)
			}
		})
	}
}

func TestTextDeclaresNothing(t *testing.T) {
	text := "Ein Text über <meta charset=koi8-r>, das in Köpfen steht."
	if got := PlainText(encode(t, text, "windows-1252"), ""); got != text {
		t.Errorf("got %q", got)
	}
}

func TestUTF16(t *testing.T) {
	for _, p := range prose {
		page := "<!DOCTYPE html>\n<html><head><title>" + p.text + "</title></head>\n<body><p>" + p.text + "</p></body></html>\n"
		text := strings.Repeat(p.text+"\r\n\r\n", 20)
		for _, charset := range []string{"utf-16le", "utf-16be"} {
			mark := map[string]string{"utf-16le": "\xff\xfe", "utf-16be": "\xfe\xff"}[charset]
			for _, mark := range []string{"", mark} {
				t.Run(fmt.Sprintf("%s/%s/mark %x", p.language, charset, mark), func(t *testing.T) {
					data := append([]byte(mark), encode(t, page, charset)...)
					if k, what := Sniff(data, ""); k != HTML {
						t.Errorf("the page is of kind %d %s", k, what)
					}
					if got, name := decode(data, "", true); string(got) != page || name != charset {
						t.Errorf("got %s %q", name, got)
					}
					data = append([]byte(mark), encode(t, text, charset)...)
					if k, what := Sniff(data, ""); k != Text {
						t.Errorf("the text is of kind %d %s", k, what)
					}
					if got := PlainText(data, ""); got != text {
						t.Errorf("got %q", got)
					}
					if got := PlainText(data[:len(data)-1], ""); !utf8.ValidString(got) || !strings.HasPrefix(got, p.text) {
						t.Errorf("cut off: got %q", got)
					}
				})
			}
		}
	}
}

func TestNULsAreLeftOut(t *testing.T) {
	for in, want := range map[string]string{
		"<p>one\x00 two</p>":                       "<p>one two</p>",
		"one\x00two\x00three\x00four\x00":          "onetwothreefour",
		"\x00\x00über\x00":                         "über",
		"<title>a\x00b</title><p c\x00=d>\x00</p>": "<title>ab</title><p c=d></p>",
		strings.Repeat("word\x00", 100):            strings.Repeat("word", 100),
		"caf\xe9\x00 caf\xe9":                      "café café",
	} {
		if got := UTF8([]byte(in), ""); string(got) != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestValidUTF8IsNotCopied(t *testing.T) {
	data := []byte("<!DOCTYPE html><title>Über die Brücke</title>" + strings.Repeat("<p>ein Absatz – 一段</p>\n", 1000))
	if got := UTF8(data, "text/html; charset=utf-8"); &got[0] != &data[0] || len(got) != len(data) {
		t.Error("the page was copied")
	}
	if n := testing.AllocsPerRun(10, func() { UTF8(data, "text/html; charset=utf-8") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if marked := append([]byte("\xef\xbb\xbf"), data...); true {
		if got := UTF8(marked, ""); &got[0] != &marked[3] {
			t.Error("the page after the mark was copied")
		}
	}
}

func TestGuessIsStable(t *testing.T) {
	for _, p := range prose {
		data := encode(t, p.text, strings.Fields(p.charsets)[0])
		first := guess(data)
		for range 20 {
			if got := guess(data); got != first {
				t.Fatalf("%s: %s, then %s", p.language, first, got)
			}
		}
	}
}

func TestMuchASCIIDoesNotHideTheLetters(t *testing.T) {
	ascii := strings.Repeat("<li><a href=\"/news/index.html\" class=\"item\">News and weather</a></li>\n", 2000)
	for _, p := range prose {
		charset := strings.Fields(p.charsets)[0]
		if p.language == "English" {
			continue
		}
		data := slices.Concat([]byte(ascii), encode(t, p.text, charset), []byte(ascii))
		if got, name := decode(data, "", true); !bytes.Contains(got, []byte(p.text)) {
			t.Errorf("%s: read as %s", p.language, name)
		}
	}
}

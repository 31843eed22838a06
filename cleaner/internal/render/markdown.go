package render

import (
	"bytes"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"

	"winnow/rules"
)

// Markdown writes blocks as CommonMark with tables. It has the elements that HTML has, no others.
// An error means that the blocks could not be converted.
func Markdown(blocks []rules.Block) (string, error) {
	return markdown().ConvertString(HTML(blocks))
}

var markdown = sync.OnceValue(func() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)), table.NewTablePlugin()))
	for _, tag := range []string{"sub", "sup"} { // which Markdown has no marks for
		c.Register.RendererFor(tag, converter.TagTypeInline, asElement, converter.PriorityStandard)
	}
	c.Register.UnEscaper(farBracket, converter.PriorityEarly)
	return c
})

// linkReach is how far behind a [ its ] is looked for, in bytes. The converter alone looks up to the line's end for each [ in it.
const linkReach = 1000

// farBracket escapes a [ that has neither a ] nor the line's end within reach; -1 leaves the decision to the converter. It reads as the same text.
func farBracket(text []byte, i int) int {
	if text[i] == '[' && len(text)-i > linkReach && !bytes.ContainsAny(text[i:i+linkReach], "]\n") {
		return 1
	}
	return -1
}

// asElement writes an element as such, and what is in it as Markdown.
func asElement(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("<" + n.Data + ">")
	ctx.RenderChildNodes(ctx, w, n)
	w.WriteString("</" + n.Data + ">")
	return converter.RenderSuccess
}

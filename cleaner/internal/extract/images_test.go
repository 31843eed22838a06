package extract

import "testing"

// Heads of articles in the shapes that content systems give them. IN marks the text that is kept before; an image is to be kept with it if its description begins with LEAD.
var heads = map[string]string{
	"a figure beside the body": `<article><header><h1>The ferry is late</h1><p class="byline">By Ann Reid</p></header>
<figure><picture><img src="/ferry.jpg" alt="LEAD The ferry"></picture><figcaption>LEAD The ferry on Monday. Photo: Ann Reid</figcaption></figure>
<div class="body"><p>IN The ferry was late.</p></div></article>`,

	"a figure in a column of its own": `<article><h1>The ferry is late</h1><div class="media"><div><figure><img src="/ferry.jpg" alt="LEAD The ferry"></figure></div></div><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"the first of a gallery": `<article><h1>The ferry is late</h1><figure><img src="/ferry.jpg" alt="LEAD The ferry"></figure><figure><img src="/pier.jpg" alt="The pier"></figure><p class="tools">Share</p><div><p>IN The ferry was late.</p></div></article>`,

	"the author's portrait": `<article><h1>The ferry is late</h1><div class="author"><figure><img src="/ann.jpg" alt="Ann Reid"></figure>Ann Reid</div><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"an image that is no figure": `<article><h1>The ferry is late</h1><div class="tools"><img src="/print.gif" alt="Print"></div><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"a figure over the title": `<figure><img src="/sale.jpg" alt="Sale"></figure><article><h1>The ferry is late</h1><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"a figure in another part of the page": `<div><h1>The ferry is late</h1><aside><div><div><div><figure><img src="/sale.jpg" alt="Sale"></figure></div></div></div></aside></div><article><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"no title": `<article><figure><img src="/ferry.jpg" alt="The ferry"></figure><div class="body"><p>IN The ferry was late.</p></div></article>`,

	"nothing kept": `<article><h1>The ferry is late</h1><figure><img src="/ferry.jpg" alt="The ferry"></figure><p>Sign in</p></article>`,
}

func TestLeadImage(t *testing.T) {
	for name, head := range heads {
		t.Run(name, func(t *testing.T) { keeps(t, head, "The ferry is late", "LEAD", (*Analysis).placeLead) })
	}
}

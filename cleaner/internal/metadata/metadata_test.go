package metadata

import (
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// today is the day on which the tests read their pages.
var today = time.Date(2024, time.June, 1, 0, 0, 0, 0, time.UTC)

func read(t testing.TB, page, address string) Metadata {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	if address == "" {
		return extract(root, nil, today)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return extract(root, u, today)
}

// show writes a time as precisely as it is known.
func show(t Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.DateOnly:
		return t.Format(time.DateOnly)
	case t.NoZone:
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format(time.RFC3339)
}

func TestWholePage(t *testing.T) {
	page, err := os.ReadFile("testdata/article.html")
	if err != nil {
		t.Fatal(err)
	}
	m := read(t, string(page), "https://www.harbourpost.example/news/2024/03/ferry-returns-to-the-northern-route?utm_source=x")
	published, modified := m.Published, m.Modified
	m.Published, m.Modified = Time{}, Time{}
	want := Metadata{
		Title:       Value{"Ferry returns to the northern route after nine years", "og:title"},
		Site:        Value{"The Harbour Post", "og:site_name"},
		Description: Value{"The night boat sails again from May, with fewer cabins and more room for bicycles.", "description"},
		Language:    Value{"en-GB", "lang"},
		Canonical:   Value{"https://www.harbourpost.example/news/2024/03/ferry-returns-to-the-northern-route", "canonical"},
		Image:       Value{"https://www.harbourpost.example/images/ferry-1200.jpg", "og:image"},
		Section:     Value{"Travel", "article:section"},
		Authors:     []Value{{"Mairi Calder", "json-ld"}, {"Tom Weir", "json-ld"}},
		Tags:        []string{"Ferries", "Northern islands"},
		ArticleBody: Value{"The night boat is back. From May it will leave the south pier every second evening.", "json-ld"},
		Address:     &url.URL{Scheme: "https", Host: "www.harbourpost.example", Path: "/news/2024/03/ferry-returns-to-the-northern-route", RawQuery: "utm_source=x"},
		Base:        &url.URL{Scheme: "https", Host: "www.harbourpost.example", Path: "/"},
		Kind:        "NewsArticle",
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got  %+v\nwant %+v", m, want)
	}
	if show(published) != "2024-03-05T06:30:00Z" || published.From != "json-ld" {
		t.Errorf("published %s from %s", show(published), published.From)
	}
	if show(modified) != "2024-03-06T09:12:44Z" || modified.From != "json-ld" {
		t.Errorf("modified %s from %s", show(modified), modified.From)
	}
}

// The same article without anything but what readers see.
func TestWholePageWithoutHead(t *testing.T) {
	page, err := os.ReadFile("testdata/article.html")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "</head>")
	m := read(t, `<html lang="en-GB">`+rest, "https://www.harbourpost.example/news/ferry")
	if want := (Value{"Ferry returns to the northern route after nine years", "h1"}); m.Title != want {
		t.Errorf("title %v", m.Title)
	}
	if want := []Value{{"Mairi Calder", "byline"}, {"Tom Weir", "byline"}}; !reflect.DeepEqual(m.Authors, want) {
		t.Errorf("authors %v", m.Authors)
	}
	if show(m.Published) != "2024-03-05T06:30:00Z" || m.Published.From != "time" {
		t.Errorf("published %s from %s", show(m.Published), m.Published.From)
	}
}

func TestTitle(t *testing.T) {
	const address = "https://www.harbourpost.example/news/some-page"
	for name, c := range map[string]struct{ page, address, want, from string }{
		"title element":           {`<title>A boat</title>`, address, "A boat", "title"},
		"site behind":             {`<title>A boat comes home - Harbour Post</title>`, address, "A boat comes home", "title"},
		"site before":             {`<title>Harbour Post | A boat comes home</title>`, address, "A boat comes home", "title"},
		"site by its name":        {`<title>A boat comes home — Fjord & Sound</title><meta property="og:site_name" content="Fjord &amp; Sound">`, address, "A boat comes home", "title"},
		"section and site":        {`<title>A boat comes home | News | Harbour Post</title><h1>A boat comes home</h1>`, address, "A boat comes home", "h1"},
		"a dash of its own":       {`<title>Boats - a love story</title>`, address, "Boats - a love story", "title"},
		"a bar of its own":        {`<title>Red | Blue | Green</title>`, address, "Red | Blue | Green", "title"},
		"a colon of its own":      {`<title>Harbour Post: the first hundred years</title>`, address, "Harbour Post: the first hundred years", "title"},
		"two dashes":              {`<title>A boat comes home - - Harbour Post</title>`, address, "A boat comes home", "title"},
		"nothing before the bar":  {`<title>| Harbour Post Magazine of Boats</title>`, address, "Harbour Post Magazine of Boats", "title"},
		"no title":                {`<h1>A boat</h1>`, address, "A boat", "h1"},
		"nothing":                 {`<p>A boat</p>`, address, "", ""},
		"a site's name as h1":     {`<title>A boat comes home</title><h1>Harbour Post</h1>`, address, "A boat comes home", "title"},
		"a menu's h1":             {`<title>A boat comes home</title><nav><h1>Sections</h1></nav>`, address, "A boat comes home", "title"},
		"og over title":           {`<title>Boat, home, news</title><meta property="og:title" content="A boat comes home">`, address, "A boat comes home", "og:title"},
		"heading as in address":   {`<title>What boats cost in 2024</title><h1>The price of a boat</h1>`, "https://a.example/the-price-of-a-boat", "The price of a boat", "h1"},
		"head as in address":      {`<title>What boats cost in 2024</title><h1>Set sail with us</h1>`, "https://a.example/what-boats-cost", "What boats cost in 2024", "title"},
		"heading of a signed one": {`<title>What boats cost in 2024</title><h1>The price of a boat</h1><p class="byline">By Ann Reid</p>`, address, "The price of a boat", "h1"},
		"subtitle with a colon":   {`<title>Boats: a love story</title><h1>Boats</h1>`, address, "Boats: a love story", "title"},
		"longer heading":          {`<title>Boats</title><h1>Boats: a love story</h1>`, address, "Boats: a love story", "h1"},
		"anchor in the heading":   {`<title>Install the boat engine</title><h1>Install the boat engine <a href="#x">¶</a></h1>`, address, "Install the boat engine", "title"},
		"front page":              {`<title>Harbour Post - all that floats</title>`, "https://www.harbourpost.example/", "Harbour Post - all that floats", "title"},
		"soft hyphens":            {"<title>Boots\u00adverleih am\nSee</title>", address, "Bootsverleih am See", "title"},
		"JSON-LD headline":        {`<script type="application/ld+json">{"@type":"Article","headline":"A boat &amp; its crew"}</script><title>x</title>`, address, "A boat & its crew", "json-ld"},
		"other works' JSON-LD": {`<title>Our boats</title><script type="application/ld+json">[{"@type":"Article","headline":"One","datePublished":"2024-01-01"},{"@type":"Article","headline":"Two"}]</script>`,
			address, "Our boats", "title"},
		"a heading with the site's name": {`<title>Fjordlamp Junior | A light for small boats</title><h1>Fjordlamp Junior</h1>`, "https://fjordlamp.example/junior", "Fjordlamp Junior", "h1"},
		"the site's longer name as h1":   {`<title>A boat comes home - The Harbour Post</title><h1>The Harbour Post</h1>`, address, "A boat comes home", "title"},
		"a name that begins like a site": {`<title>Harbour Post Ferries | Timetable</title>`, address, "Harbour Post Ferries | Timetable", "title"},
		"its title as the site's name":   {`<title>Regattas in 2024 / 2025</title><meta property="og:site_name" content="Regattas in 2024 / 2025">`, address, "Regattas in 2024 / 2025", "title"},
		"heading that JSON-LD has, too": {`<title>What boats cost in 2024</title><meta property="og:title" content="What boats cost in 2024"><h1>The price of a boat</h1><script type="application/ld+json">{"@type":"Article","headline":"The price of a boat"}</script>`,
			address, "The price of a boat", "h1"},
		"heading inside the title":     {`<title>Buy wool coats from the islands</title><h1>Wool coats</h1>`, address, "Wool coats", "h1"},
		"title as in address":          {`<title>Free sailing courses for students</title><h1>Sailing courses</h1>`, "https://a.example/free-sailing-courses-for-students", "Free sailing courses for students", "title"},
		"a signed front page's slogan": {`<title>Ann Reid, boat builder</title><h1>Wood, tar and patience</h1><meta name="author" content="Bill Orr">`, "https://annreid.example/", "Ann Reid, boat builder", "title"},
		"a site's name of two parts":   {`<title>Wood & Tar - The Sailmakers</title><meta property="og:site_name" content="Wood &amp; Tar - The Sailmakers">`, "https://www.sailmakers.example/", "Wood & Tar - The Sailmakers", "title"},
		"a front page's posting":       {`<title>All that floats</title><article itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">A boat comes home</h2></article>`, "https://a.example/", "All that floats", "title"},
		"a thread's label":             {`<title>Help - Which oar is it?</title><meta property="og:title" content="Help - Which oar is it?"><script type="application/ld+json">{"@type":"DiscussionForumPosting","headline":"Which oar is it?"}</script>`, address, "Which oar is it?", "json-ld"},
		"a dash in the headline":       {`<title>Boats - a love story</title><meta property="og:title" content="Boats - a love story"><script type="application/ld+json">{"@type":"Article","headline":"Boats - a love story"}</script>`, address, "Boats - a love story", "og:title"},
		"the only h1, aside":           {`<title>What boats cost in 2024</title><div class="latest"><h1>The price of a boat</h1></div>`, "https://a.example/the-price-of-a-boat", "The price of a boat", "h1"},
		"one of two, aside":            {`<title>What boats cost in 2024</title><div class="latest"><h1>The price of a boat</h1><h1>Oars for sale</h1></div>`, "https://a.example/boat-prices", "What boats cost in 2024", "title"},
		"the one in the address":       {`<title>What boats cost in 2024</title><div class="comments"><h1>The price of a boat</h1><h1>Oars for sale</h1></div>`, "https://a.example/the_price_of_a_bo", "The price of a boat", "h1"},
		"a button in the heading":      {`<title>type Boat - package harbour</title><h1>type Boat <button>Copy the path</button></h1>`, address, "type Boat", "h1"},
		"a heading of a part like the title": {`<title>5 best boats of the northern pier in 2024</title><h1>Top 5 boats of the northern pier in 2024, tried by us</h1><h2>5 best boats of the northern pier</h2><p class="byline">By Ann Reid</p>`, address,
			"Top 5 boats of the northern pier in 2024, tried by us", "h1"},
		"the second h1 as in JSON-LD":                    {`<meta property="og:title" content="What boats cost in 2024"><script type="application/ld+json">{"@type":"Article","headline":"The price of a boat"}</script><h1>The blog</h1><h1>The price of a boat</h1>`, address, "The price of a boat", "h1"},
		"a label in the heading":                         {`<title>Which oar is it for 2024?</title><h1><span>Help</span> <a href="#">Which oar is it for 2024?</a></h1>`, "https://a.example/help-which-oar-is-it-for-2024", "Which oar is it for 2024?", "title"},
		"a trail's last step":                            {`<title>What boats cost in 2024</title><nav>What boats cost in 2024</nav><h1>The price of a boat</h1>`, "https://a.example/the-price-of-a-boat", "The price of a boat", "h1"},
		"a lure for social networks":                     {`<meta property="og:title" content="You won't believe it"><title>Boat prices near the pier - Harbour Post</title><h1>Boat prices</h1>`, address, "Boat prices near the pier", "title"},
		"no lure, another wording":                       {`<meta property="og:title" content="Our prices"><title>Boat prices near the pier</title><h1>Boat prices</h1>`, address, "Our prices", "og:title"},
		"a heading written otherwise":                    {`<title>boat-prices · Topics of sailors</title><h1>Boat prices</h1>`, address, "Boat prices", "h1"},
		"a front page called home":                       {`<meta property="og:site_name" content="The Harbour Post"><title>Home</title><h2>A boat comes home</h2>`, "https://www.harbourpost.example/", "The Harbour Post", "og:site_name"},
		"a front page of no site":                        {`<title>Home</title><h1>A boat comes home</h1>`, "https://www.harbourpost.example/", "Home", "title"},
		"the site's name as a link":                      {`<title>What boats cost in 2024</title><h1><a href="/">Wood &amp; tar</a></h1><p class="byline">By Ann Reid</p>`, address, "What boats cost in 2024", "title"},
		"its name behind the title":                      {`<title>What boats cost in 2024 - Wood and tar</title><a href="https://harbourpost.example"><h1>Wood and tar</h1></a>`, address, "What boats cost in 2024", "title"},
		"a link to another site":                         {`<title>What boats cost in 2024</title><h1><a href="https://wood.example/">Wood &amp; tar</a></h1><p class="byline">By Ann Reid</p>`, address, "Wood & tar", "h1"},
		"a link to itself":                               {`<title>What boats cost in 2024</title><h1><a href="/news/some-page">Wood &amp; tar</a></h1><p class="byline">By Ann Reid</p>`, address, "Wood & tar", "h1"},
		"a slash before it":                              {`<title>What boats cost in 2024</title><h1>/ The price of a boat</h1>`, "https://a.example/the-price-of-a-boat", "The price of a boat", "h1"},
		"escaped twice":                                  {`<meta property="og:title" content="Oars &amp;amp; sails">`, address, "Oars & sails", "og:title"},
		"no first-level heading":                         {`<nav><h2>Sections</h2></nav><h2>A boat comes home</h2><p>It came at night.</p>`, address, "A boat comes home", "h1"},
		"its own address, if none is known":              {`<title>What boats cost in 2024</title><h1>The price of a boat</h1><link rel="canonical" href="https://a.example/the-price-of-a-boat">`, "", "The price of a boat", "h1"},
		"a front page as its address":                    {`<title>What boats cost in 2024</title><h1>The price of a boat</h1><p class="byline">By Ann Reid</p><link rel="canonical" href="https://a.example/">`, "", "The price of a boat", "h1"},
		"parts behind underscores, the first as h1":      {`<title>Pier closed_Local_Harbour Gazette</title><h1>Pier closed</h1>`, "", "Pier closed", "h1"},
		"the beginning of a long heading in the address": {`<title>What boats cost in 2024</title><aside><nav><h1>The price of a boat: what they ask for at the pier, what they take, and why nobody says so</h1></nav></aside>`, "https://a.example/the_price_of_a_boat", "The price of a boat: what they ask for at the pier, what they take, and why nobody says so", "h1"},
		"a spaced colon behind the heading":              {`<title>Pier closed : News : Gazette</title><h1>Pier closed</h1>`, "", "Pier closed", "h1"},
		"a spaced colon before the site":                 {`<title>Pier closed : Harbour Post</title>`, address, "Pier closed", "title"},
		"a spaced colon behind the site":                 {`<title>Harbour Post : Piers</title>`, address, "Harbour Post : Piers", "title"},
		"an underscore before the site":                  {`<title>The pier is closed_Harbour Post</title>`, address, "The pier is closed", "title"},
		"two hyphens before the site":                    {`<title>The pier is closed--Harbour Post</title>`, address, "The pier is closed", "title"},
		"two hyphens of its own":                         {`<title>The pier is closed--nobody knows why</title>`, address, "The pier is closed--nobody knows why", "title"},
		"underscores in an identifier":                   {`<title>How to call open_gate in Go</title>`, address, "How to call open_gate in Go", "title"},
		"a host behind the title":                        {`<title>Pier closed in March - gazette.com</title>`, "", "Pier closed in March", "title"},
		"a sentence that ends with a host":               {`<title>Tickets - now at gazette.com</title>`, "", "Tickets - now at gazette.com", "title"},
		"Chinese, section and site":                      {`<title>码头将在冬天关闭_要闻_海港新闻网</title>`, "", "码头将在冬天关闭", "title"},
		"Chinese, two underscores":                       {`<title>关于码头的决议__2007年第3号公报_海港网</title>`, "", "关于码头的决议", "title"},
		"Chinese, hyphens":                               {`<title>码头将在冬天关闭-股票频道-海港网</title>`, "", "码头将在冬天关闭", "title"},
		"Chinese, two hyphens":                           {`<title>新闻动态--海港学会官网</title>`, "", "新闻动态", "title"},
		"Chinese, a hyphen of its own":                   {`<title>海港冬歌-老船长</title>`, "", "海港冬歌-老船长", "title"},
		"Chinese, a net that is no site":                 {`<title>海港的将来-物联网</title>`, "", "海港的将来-物联网", "title"},
		"Chinese, a season":                              {`<title>2020-21赛季海港队的新闻</title>`, "", "2020-21赛季海港队的新闻", "title"},
		"an old blog's archive":                          {`<title>Wood and Tar &raquo; Blog Archive &raquo; Pier closed</title><h1>Wood and Tar</h1><h2>Pier closed</h2>`, "", "Pier closed", "title"},
		"citation":                                       {`<meta name="citation_title" content="On boats"><title>On boats | Journal of Water</title>`, address, "On boats", "citation_title"},
		"Chinese":                                        {`<title>一艘船回家了｜港口邮报</title><meta property="og:site_name" content="港口邮报">`, "https://gk.example/1", "一艘船回家了", "title"},
		"upper DC":                                       {`<meta name="DC.Title" content="On boats">`, address, "On boats", "dc.title"},
		"microdata":                                      {`<div itemscope itemtype="https://schema.org/BlogPosting"><span itemprop="headline">On boats</span></div>`, address, "On boats", "microdata"},
	} {
		if m := read(t, c.page, c.address); m.Title != (Value{c.want, c.from}) {
			t.Errorf("%s: title %q, want %q from %q", name, m.Title, c.want, c.from)
		}
	}
}

func TestAuthors(t *testing.T) {
	const heading = `<title>A boat comes home</title><h1>A boat comes home</h1>`
	json := func(author string) string {
		return heading + `<script type="application/ld+json">{"@type":"Article","headline":"A boat comes home","author":` + author + `}</script>`
	}
	meta := func(name, content string) string {
		return heading + `<meta name="` + name + `" content="` + content + `">`
	}
	for name, c := range map[string]struct {
		page, want string // names parted by |
		from       string
	}{
		"JSON-LD, a person":        {json(`{"@type":"Person","name":"Ann Reid"}`), "Ann Reid", "json-ld"},
		"JSON-LD, a text":          {json(`"Ann Reid"`), "Ann Reid", "json-ld"},
		"JSON-LD, several":         {json(`[{"name":"Ann Reid"},"Bill Orr"]`), "Ann Reid|Bill Orr", "json-ld"},
		"JSON-LD, parts of a name": {json(`{"@type":"Person","givenName":"Ann","familyName":"Reid"}`), "Ann Reid", "json-ld"},
		"JSON-LD, an address":      {json(`{"@type":"Person","name":"https://a.example/ann"}`), "", ""},
		"JSON-LD, a placeholder":   {json(`{"@type":"Person","name":"admin"}`), "", ""},
		"meta":                     {meta("author", "Ann Reid"), "Ann Reid", "author"},
		"meta, by":                 {meta("author", "By Ann Reid"), "Ann Reid", "author"},
		"meta, von":                {meta("author", "Von Anna Müller"), "Anna Müller", "author"},
		"meta, a list":             {meta("author", "Ann Reid, Bill Orr and Cy Day"), "Ann Reid|Bill Orr|Cy Day", "author"},
		"meta, und":                {meta("author", "Anna Müller und Bernd Voß"), "Anna Müller|Bernd Voß", "author"},
		"meta, a degree":           {meta("author", "Ann Reid, MD"), "Ann Reid", "author"},
		"meta, an office":          {meta("author", "Ann Reid, Staff Writer"), "Ann Reid", "author"},
		"meta, a profile":          {meta("article:author", "https://www.social.example/annreid"), "", ""},
		"meta, a handle":           {meta("author", "@annreid"), "", ""},
		"meta, doubled":            {meta("author", "Staff Staff"), "Staff", "author"},
		"meta, a particle":         {meta("author", "Di Wu"), "Di Wu", "author"},
		"meta, a nobleman":         {meta("author", "Otto von Berg"), "Otto von Berg", "author"},
		"meta, a mail address":     {meta("author", "desk@post.example"), "", ""},
		"meta, Chinese":            {meta("author", "王小明、李华"), "王小明|李华", "author"},
		"citation, inverted":       {meta("citation_author", "Reid, Ann") + `<meta name="citation_author" content="Orr, Bill">`, "Ann Reid|Bill Orr", "citation_author"},
		"twitter label":            {heading + `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Reid">`, "Ann Reid", "twitter:data1"},
		"twitter, another label":   {heading + `<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="5 minutes">`, "", ""},
		"microdata":                {heading + `<article itemscope itemtype="http://schema.org/Article"><span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Ann Reid</b></span></article>`, "Ann Reid", "microdata"},
		"RDFa":                     {heading + `<article vocab="https://schema.org/" typeof="Article"><span property="author" typeof="Person"><b property="name">Ann Reid</b></span></article>`, "Ann Reid", "microdata"},
		"rel":                      {heading + `<p><a rel="author" href="/x">Ann Reid</a></p>`, "Ann Reid", "byline"},
		"class":                    {heading + `<div class="post-meta"><span class="postAuthor">Ann Reid</span><span>5 March 2024</span></div>`, "Ann Reid", "byline"},
		"class, with a date":       {heading + `<p class="byline">By Ann Reid, 5 March 2024</p>`, "Ann Reid", "byline"},
		"class, in parts":          {heading + `<p class="byline">Written by <a href="/1">Ann Reid</a>, <a href="/2">Bill Orr</a> and <a href="/3">Cy Day</a> <i>in Travel</i></p>`, "Ann Reid|Bill Orr|Cy Day", "byline"},
		"no class":                 {heading + `<p>By Ann Reid</p>`, "Ann Reid", "byline"},
		"no class, in parts":       {heading + `<div><span>By</span> <b>Ann Reid</b></div>`, "Ann Reid", "byline"},
		"French":                   {heading + `<p>Par Anne Roux</p>`, "Anne Roux", "byline"},
		"Spanish":                  {heading + `<p>Por Ana Rojas y Blas Oro</p>`, "Ana Rojas|Blas Oro", "byline"},
		"Russian":                  {heading + `<p>Автор: Анна Рид</p>`, "Анна Рид", "byline"},
		"Japanese":                 {heading + `<p class="author">記者 山田 太郎</p>`, "山田 太郎", "byline"},
		"a link to authors":        {heading + `<p><a href="/authors/ann">Ann Reid</a></p>`, "Ann Reid", "byline"},
		"an article's footer":      {meta("pubdate", "2024-03-05") + `<article>` + strings.Repeat(`<p>Text.</p>`, 40) + `<footer class="entry-footer">Posted by <a rel="author" href="/x">Ann Reid</a></footer></article>`, "Ann Reid", "byline"},
		"a page's footer":          {meta("pubdate", "2024-03-05") + strings.Repeat(`<p>Text.</p>`, 40) + `<footer>Posted by <a rel="author" href="/x">Ann Reid</a></footer>`, "", ""},
		"prose after by":           {heading + `<p>By signing up you agree to our terms.</p>`, "", ""},
		"a button":                 {heading + `<button class="author-follow">Follow</button>`, "", ""},
		"a comment":                {heading + `<div class="comments"><span class="author">Ann Reid</span></div>`, "", ""},
		"a card":                   {heading + `<div class="teaser"><span class="author">Ann Reid</span></div>`, "", ""},
		"data over byline":         {json(`"Ann Reid"`) + `<p class="byline">By Bill Orr</p>`, "Ann Reid", "json-ld"},
		"an organisation":          {json(`{"@type":"Organization","name":"Water Board"}`) + `<p class="byline">By Bill Orr</p>`, "Water Board", "json-ld"},
		"the site":                 {json(`{"@type":"Organization","name":"Harbour Post"}`) + `<p class="byline">By Bill Orr</p>`, "Bill Orr", "byline"},
		"the site alone":           {json(`"Harbour Post"`) + `<time datetime="2024-03-05">5 March</time>`, "Harbour Post", "json-ld"},
		"the site of no date":      {json(`"Harbour Post"`), "", ""},
		"broken JSON-LD":           {heading + "<script type=\"application/ld+json\">//<![CDATA[\n{\"@type\":\"Article\",\n\"headline\":\"A\nboat\", /* x */ \"author\":{\"name\":\"Ann Reid\"},}\n//]]></script>", "Ann Reid", "json-ld"},
		"a forum's name":           {heading + `<script type="application/ld+json">{"@type":"DiscussionForumPosting"}</script><div class="post"><a class="username">seadog</a> <span>Member</span></div>`, "seadog", "byline"},
		"a template's name":        {meta("author", "name, email@mail.example"), "", ""},
		"nobody, in Chinese":       {meta("author", "佚名"), "", ""},
		"a host":                   {meta("author", "Gazette.com") + `<time datetime="2024-03-05">5 March</time>`, "", ""},
		"a Chinese paper":          {meta("author", "海港时报网") + `<time datetime="2024-03-05">5 March</time>`, "", ""},
		"an owner that is nobody":  {meta("author", "海易") + `<meta name="Copyright" content="海易版权所有"><time datetime="2024-03-05">5 March</time>`, "", ""},
		"an owner that is a firm":  {meta("author", "Tarworks") + `<meta name="copyright" content="Copyright (c) 2024 Tarworks"><time datetime="2024-03-05">5 March</time>`, "", ""},
		"an owner that signs":      {meta("author", "Ann Reid") + `<meta name="copyright" content="© Ann Reid">`, "Ann Reid", "author"},
		"parts of a credit":        {meta("author", "design: Ann Reid, code: Bill Orr"), "", ""},
		"Chinese, an editor":       {heading + `<p>责任编辑：王小明</p>`, "", ""},
		"Chinese, author, editor":  {heading + `<p>作者：李华&nbsp;&nbsp;责任编辑：王小明</p>`, "李华", "byline"},
		"Chinese, nobody, editor":  {heading + `<p class="author">作者：未知&nbsp;&nbsp;责任编辑：王小明</p>`, "", ""},
		"Chinese, editor in class": {heading + `<p class="author">责任编辑：王小明</p>`, "", ""},
		"Chinese, a reporter":      {heading + `<p>记者 李华（编辑：王小明）</p>`, "李华", "byline"},
		"Chinese, text by":         {heading + `<p>文/李华</p>`, "李华", "byline"},
		"Chinese, a date's label":  {heading + `<p class="author">发布于 2024-03-05 07:19:52</p>`, "", ""},
		"a badge":                  {heading + `<article itemscope itemtype="http://schema.org/Article"><span itemprop="author">Ann Reid<span class="badge">Influencer</span></span></article>`, "Ann Reid Influencer", "microdata"},
		"a quoted post":            {heading + `<p>He said so.</p><blockquote cite="https://social.example/1"><p>No boats!</p>Posted by <a href="https://social.example/bill">Bill Orr MP</a></blockquote>`, "", ""},
		"a source in the text":     {heading + strings.Repeat(`<p>`+strings.Repeat("The boat came home. ", 20)+`</p>`, 3) + `<p>[cited in <b>Boats</b> by Bill Orr, p. 140]</p>`, "", ""},
		"a line below the text":    {heading + strings.Repeat(`<p>`+strings.Repeat("The boat came home. ", 20)+`</p>`, 3) + `<p>Pictures: Cy Day<br> <b>Text: Bill Orr</b></p>`, "Bill Orr", "byline"},
		"a kind of text":           {meta("author", "Interview: Ann Reid"), "Ann Reid", "author"},
		"signed below the text":    {heading + strings.Repeat(`<p>`+strings.Repeat("The boat came home. ", 20)+`</p>`, 3) + `<p class="byline">By Bill Orr</p>`, "Bill Orr", "byline"},
		"a product's author":       {`<script type="application/ld+json">{"@type":"Book","name":"Boats","author":"Ann Reid"}</script>`, "", ""},
	} {
		m := read(t, c.page, "https://www.harbourpost.example/news/some-page")
		var names []string
		from := ""
		for _, a := range m.Authors {
			names, from = append(names, a.Text), a.From
		}
		if got := strings.Join(names, "|"); got != c.want || from != c.from {
			t.Errorf("%s: authors %q from %q, want %q from %q", name, got, from, c.want, c.from)
		}
	}
}

func TestTimes(t *testing.T) {
	const heading = `<html lang="en-GB"><title>A boat comes home</title><h1>A boat comes home</h1>`
	json := func(dates string) string {
		return heading + `<script type="application/ld+json">{"@type":"Article","headline":"A boat comes home",` + dates + `}</script>`
	}
	meta := func(name, content string) string {
		return heading + `<meta name="` + name + `" content="` + content + `">`
	}
	const address = "https://www.harbourpost.example/news/some-page"
	for name, c := range map[string]struct {
		page, address, published, from, modified string
	}{
		"JSON-LD":                {json(`"datePublished":"2024-03-05T07:08:09+01:00","dateModified":"2024-03-06"`), address, "2024-03-05T07:08:09+01:00", "json-ld", "2024-03-06"},
		"JSON-LD, created":       {json(`"dateCreated":"2024-03-05"`), address, "2024-03-05", "json-ld", ""},
		"JSON-LD, changed first": {json(`"datePublished":"2024-03-05","dateModified":"2024-03-01"`), address, "2024-03-05", "json-ld", ""},
		"article":                {meta("article:published_time", "2024-03-05T07:08:09Z"), address, "2024-03-05T07:08:09Z", "article:published_time", ""},
		"citation":               {meta("citation_publication_date", "2024/03/05"), address, "2024-03-05", "citation_publication_date", ""},
		"parsely":                {meta("parsely-pub-date", "2024-03-05T07:08:09Z"), address, "2024-03-05T07:08:09Z", "parsely-pub-date", ""},
		"sailthru":               {meta("sailthru.date", "Tue, 05 Mar 2024 07:08:09 GMT"), address, "2024-03-05T07:08:09Z", "sailthru.date", ""},
		"Dublin Core":            {meta("DC.date.issued", "2024-03-05"), address, "2024-03-05", "dc.date.issued", ""},
		"pdate":                  {meta("pdate", "20240305"), address, "2024-03-05", "pdate", ""},
		"pdate, before the web":  {meta("pdate", "19770526"), address, "1977-05-26", "pdate", ""},
		"created, changed since": {meta("dc.created", "2001-03-03") + meta("DISPLAYDATE", "March 5, 2024"), address, "2024-03-05", "displaydate", ""},
		"created, and dated":     {meta("dc.created", "2001-03-03") + meta("date", "2024-03-05"), address, "2024-03-05", "date", ""},
		"created, and shown":     {meta("dc.created", "2001-03-03") + `<p>5 March 2024</p>`, address, "2024-03-05", "text", ""},
		"created":                {meta("dc.created", "2024-03-05"), address, "2024-03-05", "dc.created", ""},
		"shown, before the web":  {heading + `<p>26 May 1977</p>`, address, "", "", ""},
		"no zone":                {meta("date", "2024-03-05 07:08"), address, "2024-03-05T07:08:00", "date", ""},
		"a meta's words":         {meta("pubdate", "5 March 2024"), address, "2024-03-05", "pubdate", ""},
		"microdata":              {heading + `<article itemscope itemtype="http://schema.org/BlogPosting"><time itemprop="datePublished" datetime="2024-03-05">Tuesday</time></article>`, address, "2024-03-05", "microdata", ""},
		"address":                {heading, "https://a.example/2024/03/05/boat", "2024-03-05", "url", ""},
		"address, time shown":    {heading + `<p>5 March 2024, 7:08 am</p>`, "https://a.example/2024/03/05/boat", "2024-03-05T07:08:00", "text", ""},
		"a meta's, time shown":   {meta("date", "2024-03-05") + `<time datetime="2024-03-05T07:08:09Z">Tuesday</time>`, address, "2024-03-05T07:08:09Z", "time", ""},
		"address, dashes":        {heading, "https://a.example/blog/2024-03-05-boat", "2024-03-05", "url", ""},
		"address, a month":       {heading, "https://a.example/2024/march/05/boat", "2024-03-05", "url", ""},
		"address, a title":       {heading, "https://a.example/2024/03/5-boats", "", "", ""},
		"address, a number":      {heading, "https://a.example/20240305-1", "", "", ""},
		"time element":           {heading + `<time datetime="2024-03-05T07:08:09Z">Tuesday</time>`, address, "2024-03-05T07:08:09Z", "time", ""},
		"class":                  {heading + `<span class="entry-date">5 March 2024</span>`, address, "2024-03-05", "byline", ""},
		"text":                   {heading + `<p>Published on Tuesday, 5 March 2024 at 7:08 pm</p>`, address, "2024-03-05T19:08:00", "text", ""},
		"day first":              {heading + `<p>05/03/2024</p>`, address, "2024-03-05", "text", ""},
		"month first":            {`<html lang="en-US"><title>A boat comes home</title><h1>A boat comes home</h1><p>03/05/2024</p>`, address, "2024-03-05", "text", ""},
		"nobody knows which":     {`<title>A boat comes home</title><h1>A boat comes home</h1><p>03/05/2024</p>`, address, "", "", ""},
		"German":                 {`<html lang="de"><h1>Ein Boot</h1><p>Veröffentlicht am 5. März 2024, 10:30 Uhr</p>`, address, "2024-03-05T10:30:00", "text", ""},
		"Japanese":               {`<html lang="ja"><h1>船が帰る</h1><p>2024年3月5日</p>`, address, "2024-03-05", "text", ""},
		"Arabic digits":          {`<html lang="ar"><h1>عاد القارب</h1><p>٥ مارس ٢٠٢٤</p>`, address, "2024-03-05", "text", ""},
		"Persian":                {`<html lang="fa"><h1>قایق برگشت</h1><p>۱۵ اسفند ۱۴۰۲</p>`, address, "2024-03-05", "text", ""},
		"Thai":                   {`<html lang="th"><h1>เรือกลับบ้าน</h1><p>5 มีนาคม 2567</p>`, address, "2024-03-05", "text", ""},
		"Hindi":                  {`<html lang="hi"><h1>नाव लौटी</h1><p>५ मार्च २०२४</p>`, address, "2024-03-05", "text", ""},
		"an element for dates":   {heading + `<relative-time datetime="2024-03-05T06:30:00Z">3 months ago</relative-time>`, address, "2024-03-05T06:30:00Z", "time", ""},
		"another such element":   {heading + `<post-age ts="2024-03-05T06:30:00Z"></post-age>`, address, "2024-03-05T06:30:00Z", "time", ""},
		"its day and others'":    {heading + `<p>5 March 2024</p>` + strings.Repeat(`<p>Text.</p>`, 40) + `<p>4 March 2024</p><p>3 March 2024</p>`, address, "2024-03-05", "text", ""},
		"a signed list":          {heading + `<meta name="author" content="Ann Reid"><p>5 March 2024</p><p>4 March 2024</p><p>1 March 2024</p>`, address, "2024-03-05", "text", ""},
		"both labels":            {heading + `<p>Published: <b>5 March 2024</b></p><p>Updated: <b>7 March 2024</b></p>`, address, "2024-03-05", "text", "2024-03-07"},
		"updated first":          {heading + `<p>Last updated 7 March 2024</p><p>First published 5 March 2024</p>`, address, "2024-03-05", "text", "2024-03-07"},
		"updated only":           {heading + `<p>Updated 7 March 2024</p>`, address, "2024-03-07", "text", "2024-03-07"},
		"seen earlier":           {json(`"datePublished":"2024-03-09"`) + `<p>5 March 2024</p>`, address, "2024-03-05", "text", ""},
		"seen later":             {json(`"datePublished":"2024-03-05"`) + `<p>9 March 2024</p>`, address, "2024-03-05", "json-ld", ""},

		"seen in another zone":    {json(`"datePublished":"2024-03-06T02:10:00Z"`) + `<p>5 March 2024</p>`, address, "2024-03-06T02:10:00Z", "json-ld", ""},
		"the zone of its own":     {json(`"datePublished":"2024-03-06T02:10:00Z"`) + `<time datetime="2024-03-05T18:10:00-08:00">Tuesday</time>`, address, "2024-03-05T18:10:00-08:00", "time", ""},
		"the day of the address":  {json(`"datePublished":"2024-03-06T02:10:00Z"`) + `<p>5 March 2024</p>`, "https://a.example/2024/03/05/boat", "2024-03-05", "text", ""},
		"a paper's other days":    {meta("citation_date", "2024-03-05") + `<p>Received 9 January 2024</p>`, address, "2024-03-05", "citation_date", ""},
		"an article's own footer": {heading + `<footer><span>5 March 2024</span></footer>`, address, "2024-03-05", "text", ""},
		"time for reading":        {heading + `<p>5 March 2024 - 7 min read</p>`, address, "2024-03-05", "text", ""},
		"publication":             {heading + `<p>Date de publication : <b>5 mars 2024</b></p>`, address, "2024-03-05", "text", ""},
		"the order of another":    {`<html lang="en-US"><title>A boat comes home</title><h1>A boat comes home</h1><p>05/03/2024</p><p>28/02/2024</p>`, address, "2024-03-05", "text", ""},
		"a thread's first post":   {heading + `<dl><dt>seadog</dt><dd><b>Joined:</b> Mon 6 Feb 2023 8:12 pm</dd></dl>` + strings.Repeat(`<p>Quote</p>`, 30) + `<p>» Tue 5 Mar 2024 1:47 am</p>`, "https://a.example/viewtopic.php", "2024-03-05T01:47:00", "text", ""},

		"nothing":                 {heading, address, "", "", ""},
		"an event's days":         {heading + `<p>5 March 2024 – 8 March 2024</p>`, address, "", "", ""},
		"an event's short days":   {heading + `<p>Sail week, March 5, 2024–08</p>`, address, "", "", ""},
		"a thread's last post":    {heading + `<p>Last post: 5 March 2024</p>`, address, "", "", ""},
		"a shop's content system": {heading + `<meta property="og:type" content="product"><meta property="article:published_time" content="2024-03-05">`, address, "", "", ""},
		"a front page's data":     {json(`"datePublished":"2024-03-05"`), "https://www.harbourpost.example/", "", "", ""},
		"in the future":           {json(`"datePublished":"2031-03-05"`), address, "", "", ""},
		"before the web":          {json(`"datePublished":"1970-01-01T00:00:00Z"`), address, "", "", ""},
		"copyright":               {heading + `<p>© 5 March 2024 Harbour Post</p><footer>5 March 2024</footer>`, address, "", "", ""},
		"a sentence":              {heading + `<p>On 5 March 2024 the boat left the south pier with forty passengers on board, and nobody waved.</p>`, address, "", "", ""},
		"a comment far below":     {heading + strings.Repeat(`<p>Text.</p>`, 60) + `<div class="comment"><time datetime="2024-03-05">5 March 2024</time></div>`, address, "", "", ""},
		"a list of news":          {heading + `<div><p>Boats</p><p>5 March 2024</p></div><div><p>Oars</p><p>4 March 2024</p></div><div><p>Sails</p><p>1 March 2024</p></div>`, address, "", "", ""},
		"a related card":          {heading + `<div class="card"><time datetime="2024-03-05">5 March 2024</time></div>`, address, "", "", ""},
		"a member's day":          {heading + `<p>Joined: 5 March 2019</p>`, address, "", "", ""},
		"a product":               {heading + `<meta property="og:type" content="product"><p class="date">5 March 2024</p>`, address, "", "", ""},
		"a collection":            {heading + `<script type="application/ld+json">{"@type":"CollectionPage"}</script><p class="date">5 March 2024</p>`, address, "", "", ""},
		"a front page":            {heading + `<p class="date">5 March 2024</p>`, "https://www.harbourpost.example/", "", "", ""},
		"a page of no work":       {heading + `<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-03-05"}</script>`, address, "", "", ""},
		"works of other pages":    {heading + `<script type="application/ld+json">[{"@type":"Article","headline":"One","datePublished":"2024-01-01"},{"@type":"Article","headline":"Two","datePublished":"2024-01-02"}]</script>`, address, "", "", ""},
		"the one of two works":    {heading + `<script type="application/ld+json">[{"@type":"Article","headline":"One","datePublished":"2024-01-01"},{"@type":"Article","headline":"A boat comes home","datePublished":"2024-01-02"}]</script>`, address, "2024-01-02", "json-ld", ""},
		"a question's answer":     {heading + `<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","name":"A boat?","datePublished":"2024-03-05","acceptedAnswer":{"@type":"Answer","datePublished":"2024-03-06"}}}</script>`, address, "2024-03-05", "json-ld", ""},
		"a forum without tools":   {heading + `<noscript>` + strings.Repeat(`<p>No script.</p>`, 200) + `</noscript><noscript><div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="datePublished" content="2024-03-05">` + strings.Repeat(`<p>Text.</p>`, 200) + `</div></noscript>`, address, "2024-03-05", "microdata", ""},
	} {
		m := read(t, c.page, c.address)
		if got := show(m.Published); got != c.published || m.Published.From != c.from {
			t.Errorf("%s: published %q from %q, want %q from %q", name, got, m.Published.From, c.published, c.from)
		}
		if got := show(m.Modified); got != c.modified {
			t.Errorf("%s: modified %q, want %q", name, got, c.modified)
		}
	}
}

func TestOtherFields(t *testing.T) {
	const address = "https://www.harbourpost.example/a/b"
	for name, c := range map[string]struct {
		page string
		got  func(Metadata) string
		want string
	}{
		"site":                    {`<meta property="og:site_name" content="Harbour Post">`, func(m Metadata) string { return m.Site.Text }, "Harbour Post"},
		"site in the title":       {`<title>Boats | News | The Harbour Post</title>`, func(m Metadata) string { return m.Site.Text }, "The Harbour Post"},
		"site before the title":   {`<title>Harbour Post | Boats</title>`, func(m Metadata) string { return m.Site.Text }, "Harbour Post"},
		"no site in the title":    {`<title>Boats | News | Post</title>`, func(m Metadata) string { return m.Site.Text }, ""},
		"site of the publisher":   {`<script type="application/ld+json">{"@type":"Article","publisher":{"name":"Harbour Post"}}</script>`, func(m Metadata) string { return m.Site.Text }, "Harbour Post"},
		"description":             {`<meta name="Description" content=" Boats. ">`, func(m Metadata) string { return m.Description.Text }, "Boats."},
		"language":                {`<html lang="pt_br">`, func(m Metadata) string { return m.Language.Text }, "pt-BR"},
		"language of the meta":    {`<html lang="???"><meta http-equiv="Content-Language" content="de, en">`, func(m Metadata) string { return m.Language.Text }, "de"},
		"no language":             {`<html lang="">`, func(m Metadata) string { return m.Language.Text }, ""},
		"canonical":               {`<link rel="canonical" href="../c?d=1">`, func(m Metadata) string { return m.Canonical.Text }, "https://www.harbourpost.example/c?d=1"},
		"canonical and base":      {`<base href="https://x.example/y/"><link rel="canonical" href="c">`, func(m Metadata) string { return m.Canonical.Text }, "https://x.example/y/c"},
		"canonical, not one":      {`<link rel="canonical" href="javascript:void(0)"><meta property="og:url" content="https://x.example/">`, func(m Metadata) string { return m.Canonical.Text }, "https://x.example/"},
		"image":                   {`<meta property="og:image" content="/i.png">`, func(m Metadata) string { return m.Image.Text }, "https://www.harbourpost.example/i.png"},
		"image of JSON-LD":        {`<script type="application/ld+json">{"@type":"Article","image":{"@type":"ImageObject","url":"/i.png"}}</script>`, func(m Metadata) string { return m.Image.Text }, "https://www.harbourpost.example/i.png"},
		"section":                 {`<meta property="article:section" content="Travel">`, func(m Metadata) string { return m.Section.Text }, "Travel"},
		"tags":                    {`<meta name="keywords" content="boats, Piers,boats;, lamps">`, func(m Metadata) string { return strings.Join(m.Tags, "|") }, "boats|Piers|lamps"},
		"tags of one source":      {`<meta property="article:tag" content="Boats"><meta name="keywords" content="news">`, func(m Metadata) string { return strings.Join(m.Tags, "|") }, "Boats"},
		"body of a product":       {`<script type="application/ld+json">{"@type":"Product","name":"Oar","description":"A long oar."}</script>`, func(m Metadata) string { return m.ArticleBody.Text }, "A long oar."},
		"body of a posting":       {`<script type="application/ld+json">{"@type":"DiscussionForumPosting","text":"Which oar?"}</script>`, func(m Metadata) string { return m.ArticleBody.Text }, "Which oar?"},
		"kind of several":         {`<script type="application/ld+json">{"@type":["WebPage","TechArticle"]}</script>`, func(m Metadata) string { return m.Kind }, "TechArticle"},
		"kind of the page":        {`<script type="application/ld+json">{"@type":"CollectionPage"}</script>`, func(m Metadata) string { return m.Kind }, "CollectionPage"},
		"kind of a mere page":     {`<script type="application/ld+json">{"@type":"WebPage"}</script><meta property="og:type" content="article">`, func(m Metadata) string { return m.Kind }, "Article"},
		"kind of Open Graph":      {`<meta property="og:type" content="product.item">`, func(m Metadata) string { return m.Kind }, "Product"},
		"kind of a portal's page": {`<meta property="og:type" content="news">`, func(m Metadata) string { return m.Kind }, "NewsArticle"},
		"no kind":                 {`<meta property="og:type" content="website">`, func(m Metadata) string { return m.Kind }, ""},
		"script of another type":  {`<script type="text/x-template">{"@type":"Article"}</script>`, func(m Metadata) string { return m.Kind }, ""},
	} {
		if got := c.got(read(t, c.page, address)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestClassHints(t *testing.T) {
	for class, want := range map[string]hint{
		"":                              0,
		"entry-date":                    isDate,
		"postDate":                      isDate,
		"PostDate":                      isDate,
		"POST_DATE":                     isDate,
		"ArticleHeader_authorName__x3k": isAuthor,
		"byline author":                 isAuthor,
		"update-date author":            isDate | isAuthor,
		"site-footer":                   inNav,
		"relatedCards":                  inAside | inCard,
		"comments":                      inComment,
		"update":                        0,
		"candidates authority":          0,
		"Ünïcode-date-é":                isDate,
		strings.Repeat("a", 99):         0,
	} {
		if got := classHints(class); got != want {
			t.Errorf("%q: %b, want %b", class, got, want)
		}
	}
}

// What is remembered of a class is what the class says, whichever classes were seen before.
func TestHintCache(t *testing.T) {
	var c hintCache
	classes := []string{"", "x", "entry-date", "entry-data", "byline", "byling", "site-footer", "comments", "card"}
	for i := range 500 {
		classes = append(classes, strings.Repeat("date ", i%7)+"post-"+strconv.Itoa(i%50))
	}
	for range 2 {
		for _, class := range classes {
			if got, want := c.of(class), classHints(class); got != want {
				t.Errorf("%q: %b, want %b", class, got, want)
			}
		}
	}
}

func TestTreeStays(t *testing.T) {
	page, err := os.ReadFile("testdata/article.html")
	if err != nil {
		t.Fatal(err)
	}
	render := func(n *html.Node) string {
		var b strings.Builder
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	before := render(root)
	Extract(root, nil)
	if render(root) != before {
		t.Error("the tree has changed")
	}
}

// A tree need not come from html.Parse.
func TestOddTrees(t *testing.T) {
	deep := &html.Node{Type: html.ElementNode, Data: "div"}
	for n, i := deep, 0; i < 1e5; i++ {
		child := &html.Node{Type: html.ElementNode, Data: "div"}
		n.AppendChild(child)
		n = child
	}
	for name, n := range map[string]*html.Node{
		"an empty document": {Type: html.DocumentNode},
		"a text":            {Type: html.TextNode, Data: "By Ann Reid"},
		"an element":        {Type: html.ElementNode, Data: "script"},
		"a deep one":        deep,
	} {
		if m := Extract(n, nil); !reflect.DeepEqual(m, Metadata{}) {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func FuzzExtract(f *testing.F) {
	page, err := os.ReadFile("testdata/article.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(page), "https://www.harbourpost.example/2024/03/05/x")
	f.Add(`<title>A - B</title><h1>A</h1><p class=byline>By X, Y & Z on 1/2/2024`, "//")
	f.Add(`<div itemscope itemtype=Article><time itemprop="datePublished author" datetime=1><base href="::">`, "")
	f.Fuzz(func(t *testing.T, page, address string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		u, _ := url.Parse(address)
		m := extract(root, u, today)
		for _, v := range []Time{m.Published, m.Modified} {
			if !v.IsZero() && (v.Year() < earliestPrinted || v.After(today.AddDate(0, 0, 3)) || v.From == "") {
				t.Errorf("time %v from %q", v.Time, v.From)
			}
		}
		for _, a := range m.Authors {
			if a.Text == "" || a.From == "" || len(a.Text) > 80 {
				t.Errorf("author %q", a)
			}
		}
		if (m.Title.Text == "") != (m.Title.From == "") && m.Title.Text != "" {
			t.Errorf("title %q", m.Title)
		}
	})
}

// BenchmarkExtract reports, beside its own time and allocations, how long it takes in multiples of what html.Parse takes for the same page.
func BenchmarkExtract(b *testing.B) {
	page, err := os.ReadFile("testdata/article.html")
	if err != nil {
		b.Fatal(err)
	}
	u := &url.URL{Scheme: "https", Host: "www.harbourpost.example", Path: "/news/ferry"}
	for name, paragraphs := range map[string]int{"short": 0, "long": 1000} {
		more := strings.Repeat(`<p class="text">The boat left the pier, <a class="link" href="/x">as ever</a>, on time.</p>`+"\n", paragraphs)
		text := strings.Replace(string(page), "<h2>", more+"<h2>", 1)
		b.Run(name, func(b *testing.B) {
			root, err := html.Parse(strings.NewReader(text))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Extract(root, u)
			}
			extracting := b.Elapsed()
			start := time.Now()
			for range b.N {
				if _, err := html.Parse(strings.NewReader(text)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(extracting)/float64(time.Since(start)), "html.Parses")
		})
	}
}

package extract

import "testing"

// Threads in the shapes that forum systems give them. IN marks the posts' text, which is kept before; HEAD what is to be kept with it.
var threads = map[string]string{
	"a cell for the poster": `<h1>Which knot?</h1>
<article class="message"><section class="message-user"><div class="message-avatar"><a href="/members/gannet.7/" class="avatar">G</a></div>
<h4 class="message-name"><a href="/members/gannet.7/" class="username">HEAD gannet77</a></h4><h5 class="userTitle message-userTitle">Deckhand</h5><dl><dt>Joined</dt><dd>Mar 4, 2011</dd></dl></section>
<header class="message-attribution"><ul><li><a href="/post-1"><time datetime="2024-05-01">HEAD May 1, 2024</time></a></li><li><a href="/post-1">#1</a></li></ul></header>
<div class="bbWrapper">IN Which knot holds when the rope is wet?</div><div class="signature">Afloat on most days</div></article>
<article class="message"><section class="message-user"><h4 class="message-name"><a href="/members/tom.3/" class="username">HEAD Old Tom</a></h4><h5 class="userTitle message-userTitle">Harbour master</h5></section>
<header class="message-attribution"><time>HEAD May 2, 2024</time></header>
<blockquote class="quote"><div class="quoteTitle"><a href="/post-1">HEAD gannet77 said:</a></div><div>IN Which knot holds</div></blockquote><div class="bbWrapper">IN The bowline does.</div></article>`,

	"a line above the post": `<h1>Which knot?</h1><div class="thread">
<div class="topic-body crawler-post"><div class="post-meta"><span class="creator" itemprop="author"><a href="/u/gannet">HEAD gannet77</a></span> <time>May 1, 2024, 9:12am</time> <span>1</span></div><div class="post"><p>IN Which knot holds?</p><p>IN I have tried three.</p></div><span>2 Likes</span></div>
<div class="topic-body crawler-post"><div class="post-meta"><span class="creator" itemprop="author"><a href="/u/tom">HEAD tom</a></span> <time>May 2, 2024, 7:40pm</time> <span>2</span></div><div class="post"><p>IN The bowline.</p></div></div></div>`,

	"a card below the post": `<h1>Which knot?</h1>
<div class="question"><div class="post-text"><p>IN Which knot holds?</p></div><div class="user-info"><span class="user-action-time">asked May 1 at 9:12</span><a href="/users/7" class="user-name">gannet77</a></div></div>
<div class="answer"><div class="post-text"><p>IN The bowline.</p></div><div class="user-info"><span class="user-action-time">answered May 2 at 7:40</span><a href="/users/3" class="user-name">Old Tom</a></div></div>`,

	"a heading between two names": `<h1>Which knot?</h1>
<div class="post"><dl class="postprofile"><dt><a class="username">gannet77</a></dt></dl><div class="postbody"><h3>IN Which knot?</h3><p class="author">HEAD by gannet77 on Wed May 1, 2024 9:12 am</p><div>IN Which knot holds?</div></div></div>
<div class="post"><dl class="postprofile"><dt><a class="username">Old Tom</a></dt></dl><div class="postbody"><h3>IN Re: Which knot?</h3><p class="author">HEAD by Old Tom on Thu May 2, 2024 7:40 am</p><div>IN The bowline.</div></div></div>`,

	"a head that is kept already": `<h1>Which knot?</h1>
<div class="post"><dl class="postprofile"><dt><a class="username">gannet77</a></dt></dl><p class="author">IN by gannet77 on Wed May 1, 2024 9:12 am</p><div>IN Which knot holds?</div></div>`,

	"nobody named": `<h1>Which knot?</h1><div class="post"><div class="tools">Reply</div><p>IN Which knot holds?</p></div><div class="post"><div class="tools">Reply</div><p>IN The bowline.</p></div>`,
}

func TestHeadsOfPosts(t *testing.T) {
	for name, thread := range threads {
		t.Run(name, func(t *testing.T) { keeps(t, thread, "Which knot?", "HEAD", (*Analysis).addHeads) })
	}
}

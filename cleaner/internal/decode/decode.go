// Package decode is the first stage: bytes from a file or a server in, text in UTF-8 or a parsed tree out.
//
// It takes whatever comes: Sniff tells pages and texts from everything else, UTF8 and PlainText turn any charset of the web into UTF-8, and Parse makes a tree
// of any page, however broken. Time and memory grow linearly with the input's size.
package decode

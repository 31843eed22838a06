package cleaner

// Text returns the body as plain text: a blank line between blocks, list markers, no trailing space.
func (d *Document) Text() string { return "" }

// Markdown returns the body as CommonMark with tables.
func (d *Document) Markdown() (string, error) { return "", nil }

// HTML returns the body as HTML that is safe to show: elements and attributes by an allow list.
func (d *Document) HTML() string { return "" }

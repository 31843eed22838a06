package cleaner

import "winnow/cleaner/internal/extract"

// WithModels makes the native extractor judge by models other than those that are built in.
func WithModels(m *extract.Models) Option { return func(c *config) { c.models = m } }

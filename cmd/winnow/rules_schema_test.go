package main

import (
	"testing"

	"winnow/rules"
)

func TestRulesSchema(t *testing.T) {
	got := winnow(t, "", "rules", "schema")
	got.succeeded(t)
	if got.stdout != string(rules.Schema()) {
		t.Errorf("output:\n%s", got.stdout)
	}
}

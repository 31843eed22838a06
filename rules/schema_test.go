package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiledSchema returns a function that validates a pack against the schema.
func compiledSchema(t *testing.T) func(pack string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pack.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("pack.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(pack string) error {
		var tree any
		if err := yaml.Unmarshal([]byte(pack), &tree); err != nil {
			return err
		}
		asJSON, err := json.Marshal(tree)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
		if err != nil {
			return err
		}
		return s.Validate(doc)
	}
}

// A definition is a part of the schema, as far as the tests look into it.
type definition struct {
	Properties map[string]definition
	Required   []string
	Enum       []any

	Description string
}

func definitions(t *testing.T) map[string]definition {
	t.Helper()
	var s struct{ Definitions map[string]definition }
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	return s.Definitions
}

func sortedCopy(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

func TestSchemaKnowsTheKeysOfTheLoader(t *testing.T) {
	var matchKeys []string
	for _, k := range conditionKeys() {
		matchKeys = append(matchKeys, k.name)
	}
	all := definitions(t)
	for name, keys := range map[string][]string{"pack": packKeys(), "rule": ruleKeys(), "match": matchKeys, "site": siteKeys(), "replacement": replacementKeys()} {
		properties := all[name].Properties
		if got, want := slices.Sorted(maps.Keys(properties)), sortedCopy(keys); !slices.Equal(got, want) {
			t.Errorf("%s: the schema knows %q, the loader knows %q", name, got, want)
		}
		for key, p := range properties {
			if p.Description == "" {
				t.Errorf("%s: %s has no description", name, key)
			}
		}
	}
}

func TestSchemaKnowsTheWordsOfTheLoader(t *testing.T) {
	all := definitions(t)
	for _, c := range []struct {
		name  string
		in    definition
		words []string
	}{
		{"category", all["rule"].Properties["category"], Categories()},
		{"level", all["rule"].Properties["level"], levelNames},
		{"shape", all["match"].Properties["shape"], shapes},
		{"links-to", all["match"].Properties["links-to"], destinations},
		{"kind", all["kind"], kindNames[:]},
		{"page-type", all["page-type"], PageTypes()},
		{"neighbour", all["neighbour"], slices.Concat(neighbourWords, kindNames[:])},
		{"version", all["pack"].Properties["version"], []string{fmt.Sprint(Version)}},
	} {
		var got []string
		for _, w := range c.in.Enum {
			got = append(got, fmt.Sprint(w))
		}
		if got, want := sortedCopy(got), sortedCopy(c.words); !slices.Equal(got, want) {
			t.Errorf("%s: the schema knows %q, the loader knows %q", c.name, got, want)
		}
	}
	var actions []string
	for _, key := range []string{"strip", "keep"} {
		for _, w := range all["rule"].Properties[key].Enum {
			actions = append(actions, fmt.Sprintf("%s: %s", key, w))
		}
	}
	if got, want := sortedCopy(actions), sortedCopy(actionNames); !slices.Equal(got, want) {
		t.Errorf("the schema knows the actions %q, the loader knows %q", got, want)
	}
}

func TestBuiltinPacksMeetTheSchema(t *testing.T) {
	validate := compiledSchema(t)
	files, err := builtin.ReadDir("packs")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no packs")
	}
	for _, f := range files {
		data, err := builtin.ReadFile("packs/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(string(data)); err != nil {
			t.Errorf("%s: %v", f.Name(), err)
		}
	}
}

// TestSchemaAgreesWithTheLoader tries both on values of every key.
func TestSchemaAgreesWithTheLoader(t *testing.T) {
	const (
		rule = head + "  - {id: a/b, category: ad, about: x, match: {label: y, %s}, strip: block}\n"
		any  = head + "  - {id: a/b, about: x, %s}\n"
		site = "version: 1\npack: test\nsites:\n  - {%s}\n"
		pack = "version: 1\n%s\n"
	)
	validate := compiledSchema(t)
	for _, c := range []struct {
		in   string
		good []string
		bad  []string
	}{
		{pack, []string{"pack: x\nrules: []", "pack: 1984\ndisable: en/x", "pack: x\ndisable: [en/x, en/y]", "pack: x\nlanguage: pt-BR\nrules: []", "pack: x\nabout: all\nhost: [example.com, 'example.*']\nrules: []"},
			[]string{"rules: []", "pack: x", "pack: x\nrule: []", "pack: x\nrules: {}", "pack: x\nrules:", "pack: x\ndisable: []", "pack: [x]\nrules: []", "pack: x\nhost: {}\nrules: []", "pack: x\nlanguage: english\nrules: []"}},
		{"version: %s\npack: x\nrules: []\n", []string{"1"}, []string{"2", "one", "[1]"}},
		{head + "  - %s\n", nil, []string{"x", "[x]", "{}"}},
		{any, []string{"category: ad, match: {label: y}, strip: block", "category: ad, level: safe, match: {label: y}, strip: section, strips: x, keeps: [x, y]", "match: {label: y}, keep: block", "category: ad, match: {label: y, expression: y}, strip: part", "match: {label: y}, keep: section"},
			[]string{"match: {label: y}", "category: ad, strip: block", "match: {label: y}, strip: block", "category: ads, match: {label: y}, strip: block", "category: ad, match: {label: y}, keep: block",
				"category: ad, match: {label: y}, strip: block, keep: block", "category: ad, match: {label: y}, strip: all", "match: {label: y}, keep: all", "category: ad, level: bold, match: {label: y}, strip: block",
				"category: ad, match: {label: y}, strip: block, strips: []", "category: ad, match: {label: y}, strip: block, keeps: {a: b}", "category: ad, match: {}, strip: block", "category: ad, match: label, strip: block"}},
		{head + "  - {id: %s, category: ad, about: x, match: {label: y}, strip: block}\n", []string{"a", "a/b", "a/b.c_d-1", "'1984'"}, []string{"A", "a b", "/a", "a//b", "[a]", "''"}},
		{rule, []string{"host: example.com", "host: ['example.*', example.com/news/*]", "language: en", "language: [pt-BR, zh-Hans]", "page-type: forum", "page-type: [forum, article]", "kind: list-item", "kind: [quote, code]",
			"chars: ..20", "words: 3", "words: 3..20", "words: '3..'", "link-share: 0.5..", "link-share: 0.5", "shape: real", "links-to: same-site", "label-alone: [a, 2]", "expression: ['a', 'b']", "repeats: 2..",
			"place: head", "place: after-body", "place: again", "place: first 3", "place: last 100", "follows: edge", "follows: [edge, list]", "followed-by: {label: x}", "selector: [a, b]", "introduces: ..0.2", "echoes: 0.1..0.2", "title-share: 0.8..", "count: 3..",
			"any: [{label: a}, {words: 3}]", "not: {kind: code}"},
			[]string{"label: []", "host: []", "language: x", "language: [en, '?']", "page-type: blog", "kind: paragraf", "kind: []", "chars: few", "words: -1", "words: 3-4", "words: [3]", "link-share: half", "shape: round", "title-share: most", "links-to: nowhere", "expression: []", "repeats: '..x'",
				"place: middle", "place: again 2", "place: first", "place: first 0", "place: last 101", "follows: lists", "follows: []", "followed-by: {lable: x}", "selector: {a: b}", "any: {label: a}", "any: [a]", "any: [{}]", "not: {}", "not: [a]", "lable: x"}},
		{site, []string{"id: a/b, host: example.com, body: main", "id: a/b, about: x, host: [example.com], prune: true, body: [main, '//main'], title: h1, author: a, date: time, strip: [aside], examples: <p>x</p>", "id: a, host: example.com, replace: [{find: x, with: y}, {find: z}]"},
			[]string{"id: a/b, host: example.com", "host: example.com, body: main", "id: a/b, host: example.com, body: []", "id: a/b, host: example.com, body: main, prune: 3", "id: a/b, host: example.com, bodies: main", "id: a, host: example.com, replace: [{with: y}]", "id: a, host: example.com, replace: [{find: a, by: y}]"}},
	} {
		for _, value := range c.good {
			if _, err := Load("x.yaml", fmt.Appendf(nil, c.in, value)); err != nil {
				t.Errorf("loader on %s: %v", value, err)
			}
			if err := validate(fmt.Sprintf(c.in, value)); err != nil {
				t.Errorf("schema on %s: %v", value, err)
			}
		}
		for _, value := range c.bad {
			if _, err := Load("x.yaml", fmt.Appendf(nil, c.in, value)); err == nil {
				t.Errorf("loader on %s: no error", value)
			}
			if err := validate(fmt.Sprintf(c.in, value)); err == nil {
				t.Errorf("schema on %s: no error", value)
			}
		}
	}
}

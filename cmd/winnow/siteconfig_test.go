package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// siteConfigs makes a folder of site configs, and a page of the site that one of them is for.
func siteConfigs(t *testing.T) (folder, page string) {
	t.Helper()
	folder = t.TempDir()
	for name, content := range map[string]string{
		"harbour.example.txt": "body: //div[@id='log']\nstrip: //p[@class='promo']\ntitle: //h2\nnext_page_link: //a\nauthor: //p[\n",
		".quay.example.txt":   "title: //h1\nwrap_in(i): //p\n",
		"LICENSE.txt":         "Public domain.\n",
		"README.md":           "# Configs\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page = filepath.Join(t.TempDir(), "page.html")
	content := `<!DOCTYPE html><title>The harbour</title><p>` + strings.Repeat("The harbour office is open on every day of the week but Sunday. ", 4) +
		`</p><h2>The log</h2><div id="log"><p>High water was at nine, and nobody was late for it, which has not happened since the war.</p><p class="promo">Buy the printed table.</p></div>`
	if err := os.WriteFile(page, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder, page
}

func TestSiteConfig(t *testing.T) {
	folder, page := siteConfigs(t)
	got := winnow(t, "", "--site-config", folder, "--url", "https://www.harbour.example/log", "--metadata", page)
	got.succeeded(t)
	if !strings.Contains(got.stdout, "title: The log") || !strings.HasSuffix(got.stdout, "\nHigh water was at nine, and nobody was late for it, which has not happened since the war.\n") {
		t.Errorf("cleaned to\n%s", got.stdout)
	}
	if got := winnow(t, "", "--site-config", folder, "--disable", "ftr/harbour.example", "--url", "https://www.harbour.example/log", page); !strings.Contains(got.stdout, "harbour office") {
		t.Errorf("with the site switched off, cleaned to\n%s", got.stdout)
	}
	explained := winnow(t, "", "-q", "--site-config", folder, "--url", "https://harbour.example/log", "--explain", page)
	for _, want := range []string{"as the site's rule says", "~~Buy the printed table.~~ [ftr/harbour.example"} {
		if !strings.Contains(explained.stdout, want) {
			t.Errorf("explained as\n%s\nwithout %q", explained.stdout, want)
		}
	}
	if got := winnow(t, "", "--site-config", t.TempDir(), page); got.code != exitUsage || !strings.Contains(got.stderr, "no site configs in it") {
		t.Errorf("of an empty folder: exit code %d, %q", got.code, got.stderr)
	}
}

func TestRulesImport(t *testing.T) {
	folder, page := siteConfigs(t)
	pack := filepath.Join(t.TempDir(), "sites.yaml")
	got := winnow(t, "", "rules", "import", folder, "-o", pack, "--name", "mine")
	if got.code != 0 {
		t.Errorf("exit code %d", got.code)
	}
	for _, want := range []string{
		"harbour.example.txt:4:1: next_page_link is not supported", ".quay.example.txt:2:1: wrap_in is not supported", `harbour.example.txt:5:1: "//p[" is no XPath`,
	} {
		if strings.Count(got.stderr, want) != 1 {
			t.Errorf("standard error is %q, without %q", got.stderr, want)
		}
	}
	got = winnow(t, "", "--rules", pack, "--url", "https://harbour.example/log", "-f", "json", page)
	got.succeeded(t)
	for _, want := range []string{`"extractor": "site"`, `"rule": "mine/harbour.example"`, `"title": "The log"`} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("cleaned to %s, without %s", got.stdout, want)
		}
	}
	one := winnow(t, "", "rules", "import", "-q", filepath.Join(folder, ".quay.example.txt"))
	one.succeeded(t)
	if !strings.Contains(one.stdout, "  - id: ftr/any.quay.example\n") || one.stderr != "" {
		t.Errorf("one config becomes %q, %q", one.stdout, one.stderr)
	}
	winnow(t, "", "rules", "import", "-q", folder, "-o", filepath.Join(folder, ".quay.example.txt", "pack.yaml")).failed(t, exitFailed, ".quay.example.txt")
	config := filepath.Join(folder, "harbour.example.txt")
	before := read(t, config)
	for _, in := range []string{folder, config} {
		winnow(t, "", "rules", "import", in, "-o", config).failed(t, exitUsage, config, "does not overwrite")
	}
	if read(t, config) != before {
		t.Error("a config was overwritten")
	}
	for name, args := range map[string][]string{
		"no such file": {filepath.Join(folder, "none.txt")},
		"no config":    {filepath.Join(folder, "LICENSE.txt")},
		"a bad name":   {"--name", "My Sites", folder},
		"nothing":      {},
	} {
		if got := winnow(t, "", append([]string{"rules", "import"}, args...)...); got.code != exitUsage || got.stdout != "" {
			t.Errorf("%s: exit code %d, %q", name, got.code, got.stdout)
		}
	}
}

package cleaner_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"winnow/cleaner"
)

func TestTimeInJSON(t *testing.T) {
	for _, test := range []struct {
		name, written string
		want          cleaner.Time
	}{
		{"none", `""`, cleaner.Time{}},
		{"a day", `"2024-05-01"`, cleaner.Time{Time: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), DateOnly: true}},
		{"a time of day", `"2024-05-01T09:30:00"`, cleaner.Time{Time: time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC), NoZone: true}},
		{"a point in time", `"2024-05-01T09:30:00+02:00"`, cleaner.Time{Time: time.Date(2024, 5, 1, 7, 30, 0, 0, time.UTC)}},
	} {
		read := cleaner.Time{Time: time.Now(), DateOnly: true, NoZone: true}
		if err := json.Unmarshal([]byte(test.written), &read); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if !read.Equal(test.want.Time) || read.DateOnly != test.want.DateOnly || read.NoZone != test.want.NoZone {
			t.Errorf("%s: read as %+v, not %+v", test.name, read, test.want)
		}
		if again, err := json.Marshal(read); err != nil || string(again) != test.written {
			t.Errorf("%s: written again as %s (%v)", test.name, again, err)
		}
	}
	now := cleaner.Time{Time: time.Now()}
	for _, wrong := range []string{`"yesterday"`, `"2024-13-01"`, `7`} {
		read := now
		if err := json.Unmarshal([]byte(wrong), &read); err == nil || read != now {
			t.Errorf("%s was read as %v", wrong, read)
		}
	}
	if read := now; json.Unmarshal([]byte("null"), &read) != nil || read != now {
		t.Errorf("null was read as %v", read)
	}
}

// What is written as JSON is read back, and written again as the same.
func TestDocumentInJSON(t *testing.T) {
	page := clean(t, tidings)
	page.Modified = cleaner.Time{Time: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), DateOnly: true}
	page.Authors, page.Tags, page.Warnings = []string{"Ann Reid", "Bo Lund"}, []string{"ferry"}, []string{"a warning"}
	for name, doc := range map[string]*cleaner.Document{"a page": page, "nothing": {}} {
		written, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		read := cleaner.Document{Host: "old.example", Metadata: cleaner.Metadata{Title: "old"}}
		if err := json.Unmarshal(written, &read); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(read.Removals, doc.Removals) || read.Host != "" || read.Modified != doc.Modified || read.Text() != doc.Text() || len(doc.Text()) > 0 && len(read.Blocks) < 2 {
			t.Errorf("%s: read as %+v, not %+v", name, read, doc)
		}
		if again, err := json.Marshal(&read); err != nil || string(again) != string(written) {
			t.Errorf("%s: written again as\n%s\nnot\n%s (%v)", name, again, written, err)
		}
	}
	read := cleaner.Document{URL: "https://gull.example/"}
	if err := json.Unmarshal([]byte(`{"title": 7}`), &read); err == nil || read.URL == "" {
		t.Errorf("read as %+v (%v)", read, err)
	}
}

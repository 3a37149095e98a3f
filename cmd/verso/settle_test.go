package main

import "testing"

func TestGarbageFollowsWhatIsInUse(t *testing.T) { // performance targets 1 and 7
	for _, test := range []struct{ live, want int }{
		{0, maxGarbage},
		{2 << 20, maxGarbage},
		{8 << 20, 200},
		{12 << 20, 100},
		{16 << 20, 50},
		{80 << 20, 50},
	} {
		if got := garbage(test.live); got != test.want {
			t.Errorf("with %d MB in use %d%% may be garbage, want %d%%", test.live>>20, got, test.want)
		}
	}
}

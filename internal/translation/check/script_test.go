package check

import "testing"

func TestWrongScript(t *testing.T) {
	judge(t, "wrong-script", []example{
		{name: "Arabic", to: "ar", source: "The cat sleeps.", target: "القطة نائمة."},
		{name: "Latin for Arabic", to: "ar", source: "The cat sleeps.", target: "Le chat dort ici.", want: "CheckWrongScript", at: "Le chat dort ici"},
		{name: "names of both", to: "ja", source: "Install Docker Desktop on Windows.", target: "Docker DesktopをWindowsに入れる。"},
		{name: "Cyrillic for Portuguese", source: "The cat sleeps.", target: "Кошка спит дома.", want: "CheckWrongScript", at: "Кошка спит дома"},
		{name: "a few letters", to: "ar", source: "Yes.", target: "Oui."},
		{name: "three scripts of Japanese", to: "ja", source: "Data of the bus.", target: "バスのデータを運転する人々。"},
		{name: "nothing done yet", to: "ar", source: "The cat sleeps.", target: "The cat sleeps."},
	})
}

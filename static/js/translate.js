// The script of the translator's workbench. Without it every segment is a
// plain form that leads on to the next one.

import { Aside } from "./translate/aside.js";
import { Bench } from "./translate/bench.js";
import { checks } from "./translate/checks.js";
import { Conflict } from "./translate/conflict.js";
import { showDocument } from "./translate/document.js";
import { Keeper } from "./translate/keeper.js";
import { Keys } from "./translate/keys.js";
import { follow } from "./translate/live.js";
import { showUnseen } from "./translate/mirror.js";
import { Presence } from "./translate/presence.js";
import { Queue } from "./translate/queue.js";
import { tools } from "./translate/tools.js";

const bench = new Bench(document);
bench.keeper = new Keeper(bench);
bench.queue = new Queue(bench);
bench.conflict = new Conflict(bench);
bench.aside = new Aside(bench);
bench.presence = new Presence(bench);
bench.keys = new Keys(bench);
tools(bench);
checks(bench);
showUnseen(bench);
follow(bench);
showDocument(bench);

bench.open();
// The admin changes pages without loading them anew.
document.addEventListener("htmx:after:swap", () => bench.open());

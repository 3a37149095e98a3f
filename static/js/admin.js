// The scripts of the admin. Every page of it works without them.

import "htmx.org";
import { keepPage } from "./admin/page.js";

keepPage(document);

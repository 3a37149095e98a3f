// The scripts of the public site. Every page works without them.

import { addCopyButtons } from "./copy.js";
import { keepPlace, rememberLanguage } from "./language.js";
import { searchAsYouType } from "./search.js";

rememberLanguage(document);
keepPlace(document);
addCopyButtons(document);
searchAsYouType(document);

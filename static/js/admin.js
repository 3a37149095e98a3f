// The scripts of the admin. Every page of it works without them.

import htmx from "htmx.org";
import { takeLeave } from "./admin/leave.js";
import { listen } from "./admin/live.js";
import { chooseRows, shortenQueries, sieveAsYouType } from "./admin/list.js";
import { orderRows } from "./admin/order.js";
import { keepPage } from "./admin/page.js";
import { offerPasskeys } from "./admin/passkey.js";
import { sendPictures } from "./admin/upload.js";
import { offerZones } from "./admin/zone.js";

keepPage(document);
sieveAsYouType(document);
shortenQueries(document);
chooseRows(document);
offerPasskeys(document);
offerZones(document);
sendPictures(document);
orderRows(document);
takeLeave(document);
listen(document);

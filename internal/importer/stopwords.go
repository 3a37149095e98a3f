package importer

import "verso/internal/locale"

// stopWords are small words that texts of a language cannot do without, by
// script. Words that neighbouring languages share are in each list, so that
// only the others decide.
var stopWords = map[string]map[locale.Tag]string{
	"Latn": {
		"en": "the of and to in is that it for was on are with as this be at by not have from or an they which you we but can has its will when more there their what if about how all your",
		"pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos você são às nós então",
		"es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso es son está",
		"ca": "de la que el en i a els del les per un amb no una al com més però ja o aquest és entre quan molt sense sobre també fins hi on des tot tots són està aquesta dels pot ha seva seu perquè si ser cal",
		"gl": "de a o que e do da en un para é con non unha os no se na por máis as dos como pero foi ao das ten súa seu ou ser cando moi hai nos xa está eu tamén só polo pola ata iso entre era despois sen mesmo",
		"fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec ou son mais nous vous cette comme être aux leur tout ont ces si elle je on été fait sans",
		"it": "di e il la che in un a per è una sono non con del da si le dei i della al come più anche ma o nel gli se alla lo questo su dal ha questa quando o essere delle ci era tutti",
		"ro": "de și în a la cu pe care nu o un din este se mai pentru ce că sunt sau dar au fost prin o lui al ale după când dacă această acest fi",
		"de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man wenn ich kann",
		"nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit nog naar door wordt heeft hij ze we je kan meer over deze worden tot wel geen hun",
		"sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan man när eller här ska efter vid också än bara",
		"da": "og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra vi så kan man når eller her skal efter ved også end kun blev af",
		"nb": "og i at det som en på er av for med til den har de ikke om et han men var jeg seg fra vi så kan man når eller her skal etter ved også enn bare ble av",
		"fi": "ja on ei se että oli hän mutta joka kun niin myös ovat sen kuin tai jos mitä vain ole jo sitä nyt voi hän olla nämä tämä siitä kanssa mukaan",
		"et": "ja on ei see et oli ta aga kes kui ka nii ma mis oma või siis ning veel kuid seda nende olid tema",
		"hu": "a az és hogy nem is egy ez van de meg ha csak el volt már mint még ki vagy lesz azt ezt kell minden nagyon után lehet",
		"pl": "w i na z do się nie że jest to o jak po od za przez dla co tym czy ale był jego są może oraz być już tylko jej więc który która które przy",
		"cs": "a v se na je že to s z do o i ve pro jako by za ale tak po jsou jeho při nebo od být které který která není ze jen bylo už aby",
		"sk": "a v sa na je že to s z do o i vo pre ako by za ale tak po sú jeho pri alebo od byť ktoré ktorý ktorá nie zo len bolo už aby",
		"sl": "in je v na se da za so z pri kot ne tudi po od ki iz ali če bi ni pa s do še ker lahko so bil",
		"hr": "i je u na se da za su s od kao ne to koji a o ili sa iz po što ali bi do nije već ga biti samo može koja",
		"tr": "ve bir bu da de için ile çok olarak daha ne o ama gibi en kadar sonra olan ki var her mi değil veya ise göre olduğu tarafından",
		"id": "yang dan di untuk dengan ini dari dalam tidak akan pada itu juga ke adalah ada oleh atau bisa saya anda kami telah sebagai dapat karena mereka lebih",
		"vi": "và của là có trong cho không được với các một những này người khi đã để từ đến như về tại nhiều cũng ra vào phải bạn",
		"sw": "na ya wa kwa ni katika za la kuwa cha hii hiyo kama lakini watu yake huo bila pia baada",
	},
	"Cyrl": {
		"ru": "и в не на что я с он как это по но они мы все так его из для от то за у же вы бы было или если быть только уже при этот когда также который чтобы есть может",
		"uk": "і в не на що я з він як це по але вони ми все так його із для від то за у ж ви би було або якщо бути тільки вже при цей коли також який щоб є може та до",
		"be": "і ў не на што я з ён як гэта па але яны мы усё так яго для ад то за у ж вы бы было або калі быць толькі ужо пры таксама які каб ёсць можа",
		"bg": "и в не на че аз с той как това по но те ние всички така го от за да се са е си към или ако може само вече при когато също който във",
		"sr": "и у не на да ја с он као то по али они ми све тако га из за од је се су или ако бити само већ при када такође који може",
	},
	"Arab": {
		"ar":  "في من على إلى أن هذا التي الذي كان عن مع هذه ما لا هو هي كل بعد أو قد ذلك لم بين كما عند حيث يمكن ثم و إذا",
		"fa":  "و در به از که این را با است برای آن یک خود تا بر هم نیز شود می های شده کرد اما یا ما شما باید اگر هر دارد بود",
		"ur":  "کے میں کی ہے اور سے کا کو اس پر نے کہ ہیں یہ ایک بھی کر تھا ہو جو کرنے لیے گیا ان وہ ہم یا تو آپ",
		"ckb": "لە و بە بۆ کە ئەو ئەم هەر یان لەگەڵ دوو تا بوو ئەوە دەکات پێش هەموو خۆی",
	},
	"Deva": {
		"hi": "के में की है और से का को पर ने कि हैं यह एक भी कर था हो जो करने लिए गया इस वह हम या तो आप",
		"mr": "आणि आहे या ते हे तो ती की च मध्ये आहेत केले होते एक व पण असे त्या काही नाही",
		"ne": "र को मा छ हो ले गर्न यो पनि छन् भने एक गरेको लागि का थियो",
	},
	"Hebr": {
		"he": "של את על לא הוא זה עם כי גם או היא אני אבל כל יש מה היה אם אל כך בין יותר רק הם",
		"yi": "און די דער איז אַ אין צו פֿון האָט מיט ער ניט דאָס אויף זײַן וואָס איך",
	},
}

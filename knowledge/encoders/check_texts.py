"""Sentences of many languages and scripts, on which two engines are compared.

Questions and statements of the kind the assistant meets, short and long. No decomposed accents
(NFD): the bundled engine does not compose them, the model's own tokenizer does.
"""

from __future__ import annotations

#: Texts by ISO 639-1 code.
CHECK_TEXTS: dict[str, tuple[str, ...]] = {
    "en": (
        "Where can I learn Dutch in Antwerp?",
        "My diploma was issued abroad. Which office decides whether it counts in Belgium, "
        "how long does the decision take, and what can I do for a living in the meantime?",
        "ok thanks",
    ),
    "nl": (
        "Moet ik een inburgeringscursus volgen?",
        "Hoe vraag ik de gelijkwaardigheid van mijn diploma aan bij NARIC-Vlaanderen?",
        "werk zoeken gent",
    ),
    "fr": (
        "Où puis-je suivre des cours de français le soir ?",
        "Le parcours d’intégration est-il gratuit en Wallonie, et qui doit le suivre ?",
        "équivalence diplôme infirmière",
    ),
    "de": (
        "Wer hilft mir bei der Arbeitssuche in Eupen?",
        "Ich möchte meinen ausländischen Abschluss anerkennen lassen.",
        "Straße, Größe, Übung",
    ),
    "ar": (
        "كيف أعادل شهادتي الجامعية في بلجيكا؟",
        "أبحث عن دورة لتعلم اللغة الهولندية قريبة من بيتي.",
        "أريد التحدث مع موظف",
    ),
    "tr": (
        "Brüksel'de ücretsiz dil kursu var mı?",
        "Diplomamın denkliği için hangi belgeleri vermem gerekiyor?",
        "iş arıyorum",
    ),
    "uk": (
        "Де я можу вивчати нідерландську мову?",
        "Чи потрібно мені проходити курс інтеграції, якщо я маю тимчасовий захист?",
        "визнання диплома",
    ),
    "ru": (
        "Как найти работу, если я пока не говорю по-французски?",
        "Сколько стоит признание диплома врача?",
        "Мне нужен консультант",
    ),
    "fa": (
        "چگونه می‌توانم زبان هلندی یاد بگیرم؟",
        "مدرک تحصیلی من از افغانستان است، کجا باید آن را تأیید کنم؟",
        "کار پیدا کردن",
    ),
    "es": (
        "¿Dónde puedo aprender neerlandés gratis?",
        "Soy enfermera y quiero trabajar en un hospital de Lieja.",
        "mañana",
    ),
    "ps": ("زه غواړم هالنډي ژبه زده کړم.", "زما ډیپلوم په بلجیم کې څنګه منل کیږي؟"),
    "so": ("Xaggee ka baran karaa luqadda Nederlandska?", "Waxaan raadinayaa shaqo."),
    "ti": ("ኣበይ እየ ቋንቋ ሆላንድ ክመሃር ዝኽእል?", "ስራሕ ይደሊ ኣለኹ።"),
    "am": ("ቋንቋ የት መማር እችላለሁ?", "ሥራ እፈልጋለሁ።"),
    "pt": ("Como posso validar o meu diploma na Bélgica?", "Procuro emprego em Bruxelas."),
    "ro": ("Unde pot învăța limba franceză?", "Îmi caut un loc de muncă în construcții."),
    "pl": ("Gdzie mogę uczyć się języka niderlandzkiego?", "Szukam pracy w Gandawie."),
    "bg": ("Къде мога да уча нидерландски?", "Търся работа."),
    "it": ("Dove posso imparare il francese?", "Cerco lavoro come cuoco."),
    "el": ("Πού μπορώ να μάθω ολλανδικά;", "Ψάχνω για δουλειά."),
    "sq": ("Ku mund të mësoj holandisht?", "Po kërkoj punë."),
    "ka": ("სად შემიძლია ჰოლანდიურის სწავლა?", "სამუშაოს ვეძებ."),
    "hy": ("Որտե՞ղ կարող եմ հոլանդերեն սովորել։", "Աշխատանք եմ փնտրում։"),
    "hi": ("मैं डच भाषा कहाँ सीख सकता हूँ?", "मुझे काम चाहिए।"),
    "ur": ("میں ڈچ زبان کہاں سیکھ سکتا ہوں؟", "مجھے نوکری کی تلاش ہے۔"),
    "zh": ("我在哪里可以学习荷兰语？", "我想申请学历认证。"),
    "vi": ("Tôi có thể học tiếng Hà Lan ở đâu?", "Tôi đang tìm việc làm."),
    "sw": ("Ninaweza kujifunza Kiholanzi wapi?", "Natafuta kazi."),
}

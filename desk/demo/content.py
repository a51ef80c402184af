"""The words of the demo page, in four languages."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.languages import direction


@dataclass(frozen=True, slots=True)
class Tile:
    """One service of the municipality."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page in one language."""

    language: str
    name: str
    town: str
    slogan: str
    menu: tuple[str, ...]
    title: str
    lead: str
    tiles: tuple[Tile, ...]
    hours_title: str
    hours: str
    help_title: str
    help: str
    footer: str
    #: Name of the link to the test phones.
    phones: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.language)


PAGES = {
    page.language: page
    for page in (
        Page(
            language="en",
            name="English",
            town="Municipality of Lichtenbeek",
            slogan="A made-up place to try Fanal in",
            menu=("Living here", "Family", "Work", "Contact"),
            title="New in Lichtenbeek?",
            lead="Welcome. Here you find the first steps: registering, learning a language, "
            "having your diploma recognised and finding work.",
            tiles=(
                Tile("Register", "Make an appointment at the town hall after you have moved in."),
                Tile("Learn a language", "Courses for beginners start several times a year."),
                Tile("Your diploma", "Find out where to ask for recognition."),
                Tile("Find work", "The regional job service helps you on your way."),
            ),
            hours_title="Town hall",
            hours="Monday to Friday, 9 to 12. Wednesday also 14 to 18.",
            help_title="Do you have a question?",
            help="Ask the assistant at the bottom of this page, in your own language. "
            "If it is complicated, a person helps you.",
            footer="Lichtenbeek does not exist. It shows the assistant on a website.",
            phones="Try Telegram, WhatsApp and Messenger on test phones",
        ),
        Page(
            language="nl",
            name="Nederlands",
            town="Gemeente Lichtenbeek",
            slogan="Een verzonnen plaats om Fanal uit te proberen",
            menu=("Wonen", "Gezin", "Werk", "Contact"),
            title="Nieuw in Lichtenbeek?",
            lead="Welkom. Hier vind je de eerste stappen: je inschrijven, een taal leren, "
            "je diploma laten erkennen en werk zoeken.",
            tiles=(
                Tile("Je inschrijven", "Maak een afspraak in het gemeentehuis na je verhuizing."),
                Tile("Een taal leren", "Er starten verschillende keren per jaar cursussen."),
                Tile("Je diploma", "Ontdek waar je een erkenning kunt vragen."),
                Tile("Werk zoeken", "De regionale arbeidsbemiddeling helpt je op weg."),
            ),
            hours_title="Gemeentehuis",
            hours="Maandag tot vrijdag, 9 tot 12 uur. Woensdag ook van 14 tot 18 uur.",
            help_title="Heb je een vraag?",
            help="Stel ze aan de assistent onderaan deze pagina, in je eigen taal. "
            "Is het ingewikkeld? Dan helpt een mens je verder.",
            footer="Lichtenbeek bestaat niet. Deze pagina toont de assistent op een website.",
            phones="Probeer Telegram, WhatsApp en Messenger uit op testtelefoons",
        ),
        Page(
            language="fr",
            name="Français",
            town="Commune de Lichtenbeek",
            slogan="Un lieu inventé pour essayer Fanal",
            menu=("Habiter", "Famille", "Travail", "Contact"),
            title="Vous êtes nouveau à Lichtenbeek ?",
            lead="Bienvenue. Voici les premiers pas : vous inscrire, apprendre une langue, "
            "faire reconnaître votre diplôme et trouver du travail.",
            tiles=(
                Tile("S’inscrire", "Prenez rendez-vous à la maison communale après votre arrivée."),
                Tile("Apprendre une langue", "Des cours commencent plusieurs fois par an."),
                Tile("Votre diplôme", "Voyez où demander une reconnaissance."),
                Tile("Trouver du travail", "Le service régional de l’emploi vous aide."),
            ),
            hours_title="Maison communale",
            hours="Du lundi au vendredi, de 9 à 12 h. Le mercredi aussi de 14 à 18 h.",
            help_title="Vous avez une question ?",
            help="Posez-la à l’assistant en bas de cette page, dans votre langue. "
            "Si c’est compliqué, une personne vous aide.",
            footer="Lichtenbeek n’existe pas. Cette page montre l’assistant sur un site web.",
            phones="Essayez Telegram, WhatsApp et Messenger sur des téléphones de test",
        ),
        Page(
            language="ar",
            name="العربية",
            town="بلدية ليختنبيك",
            slogan="مكان خيالي لتجربة «فانال»",
            menu=("السكن", "العائلة", "العمل", "اتصل بنا"),
            title="هل أنت جديد في ليختنبيك؟",
            lead="أهلًا بك. هنا تجد الخطوات الأولى: التسجيل، وتعلّم اللغة، "
            "والاعتراف بشهادتك، والبحث عن عمل.",
            tiles=(
                Tile("التسجيل", "احجز موعدًا في دار البلدية بعد انتقالك إلى السكن."),
                Tile("تعلّم اللغة", "تبدأ دورات المبتدئين عدة مرات في السنة."),
                Tile("شهادتك", "اعرف أين تطلب الاعتراف بها."),
                Tile("البحث عن عمل", "مكتب العمل في المنطقة يساعدك."),
            ),
            hours_title="دار البلدية",
            hours="من الإثنين إلى الجمعة، من 9 إلى 12. والأربعاء أيضًا من 14 إلى 18.",
            help_title="هل عندك سؤال؟",
            help="اسأل المساعد في أسفل هذه الصفحة، بلغتك. وإذا كان الأمر معقّدًا، يساعدك شخص.",
            footer="ليختنبيك غير موجودة. هذه الصفحة تبيّن كيف يظهر المساعد في موقع.",
            phones="جرّب تيليغرام وواتساب وماسنجر على هواتف تجريبية",
        ),
    )
}

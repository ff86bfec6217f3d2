"""Profiles as LinkedIn's "Save to PDF" writes them, drawn with reportlab in the type sizes of the original."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass, field
from typing import Any

_SIDE, _MAIN, _TOP, _BOTTOM = 22.0, 223.0, 745.0, 70.0
_FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
_INKS = {"grey": 0.69, "black": 0.0}


@dataclass
class LinkedInPages:
    """A profile: the sidebar as headings with lines, the main column as (text, size, space, ink) rows."""

    name: str
    headline: str
    place: str
    side: list[tuple[str, list[str]]]
    rows: list[tuple[str, float, float, str]] = field(default_factory=list)
    page_mark: str = "Page {page} of {pages}"

    def heading(self, text: str) -> None:
        self.rows.append((text, 15.75, 26.0, "black"))

    def prose(self, text: str, size: float = 10.5) -> None:
        for number, line in enumerate(textwrap.wrap(text, 68)):
            self.rows.append((line, size, 0.0 if number else 8.0, "black"))

    def company(self, name: str, total: str = "") -> None:
        self.rows.append((name, 12.0, 14.0, "black"))
        if total:
            self.rows.append((total, 10.5, 1.0, "black"))

    def role(self, title: str, dates: str, place: str = "", text: str = "") -> None:
        self.rows += [(title, 11.5, 3.0, "black"), (dates, 10.5, 1.0, "black")]
        if place:
            self.rows.append((place, 10.5, 1.0, "grey"))
        for part in text.split("\n") if text else []:
            self.prose(part)

    def school(self, name: str, degree: str) -> None:
        self.rows += [(name, 12.0, 10.0, "black"), (degree, 10.5, 1.0, "black")]

    def draw(self) -> bytes:
        """Return the PDF."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(TTFont("Sans", _FONT))
        pages = self._pages()
        data = io.BytesIO()
        canvas = Canvas(data, pagesize=(612, 792), invariant=1)
        canvas.setTitle("Profile")
        canvas.setSubject("Resume generated from profile")
        canvas.setAuthor("LinkedIn")
        for number, rows in enumerate(pages, 1):
            canvas.setFillColorRGB(0.16, 0.24, 0.29)
            canvas.rect(0, 0, 201, 792, stroke=0, fill=1)
            if number == 1:
                self._draw_side(canvas)
            for text, size, y, ink in rows:
                canvas.setFillGray(_INKS[ink])
                canvas.setFont("Sans", size)
                canvas.drawString(_MAIN, y, text)
            canvas.setFillGray(0.0)
            canvas.setFont("Sans", 9)
            canvas.drawCentredString(415, 12, self.page_mark.format(page=number, pages=len(pages)))
            canvas.showPage()
        canvas.save()
        return data.getvalue()

    def _pages(self) -> list[list[tuple[str, float, float, str]]]:
        pages: list[list[tuple[str, float, float, str]]] = [[]]
        head = [(self.name, 26.0, 0.0, "black"), (self.headline, 12.0, 4.0, "black")]
        y = _TOP
        for text, size, space, ink in [*head, (self.place, 12.0, 2.0, "grey"), *self.rows]:
            y -= size * 1.2 + space
            if y < _BOTTOM:
                pages.append([])
                y = _TOP
            pages[-1].append((text, size, y, ink))
        return pages

    def _draw_side(self, canvas: Any) -> None:
        y = _TOP
        for heading, lines in self.side:
            y -= 30
            canvas.setFillGray(0.87)
            canvas.setFont("Sans", 13)
            canvas.drawString(_SIDE, y, heading)
            canvas.setFillGray(1.0)
            canvas.setFont("Sans", 10.5)
            for line in lines:
                y -= 17
                canvas.drawString(_SIDE, y, line)


def german() -> LinkedInPages:
    page = LinkedInPages(
        "Friedlinde Osterkamp", "Chief Product Officer bei Kranwerk | B2B-Software", "Stuttgart, Baden-Württemberg, Deutschland",
        [("Kontakt", ["+49 711 5550148 (Mobile)", "friedlinde@example.org", "www.linkedin.com/in/friedlinde-", "osterkamp-example (LinkedIn)", "kranwerk.example.org (Company)"]),
         ("Top-Kenntnisse", ["Produktstrategie", "Roadmapping", "Führung"]),
         ("Languages", ["Deutsch (Native or Bilingual)", "Englisch (Full Professional)"]),
         ("Certifications", ["Certified Scrum Product Owner", "INSEAD Product Management", "Executive Programme"])],
        page_mark="Seite {page} von {pages}",
    )  # fmt: skip
    page.heading("Zusammenfassung")
    page.prose("Ich baue Produktorganisationen auf. Seit mehr als 12 Jahren verantworte ich Software für den Maschinenbau.", 12)
    page.heading("Berufserfahrung")
    page.company("Kranwerk Systems GmbH", "8 Jahre 2 Monate")
    page.role("Chief Product Officer", "März 2021 – Heute (5 Jahre 9 Monate)", "Stuttgart und Umgebung, Deutschland", "Verantworte 64 Mitarbeitende in Produkt, Design und Daten.\nVision und Strategie für die Wartungsplattform; ARR von 8 auf 31 Mio. € gesteigert.")
    page.role("Leiterin Produktmanagement", "Oktober 2018 – Februar 2021 (2 Jahre 5 Monate)", "Stuttgart", "Aufbau eines Teams von elf Produktmanagerinnen und Produktmanagern.")
    page.company("Nordlicht Logistik AG")
    page.role("Produktmanagerin", "Januar 2015 – September 2018 (3 Jahre 9 Monate)", "Hamburg, Deutschland", "Roadmap für die Sendungsverfolgung, vom Konzept bis zur Einführung in sechs Ländern.")
    page.company("Bergmann & Cie")
    page.role("Softwareentwicklerin", "April 2011 – Dezember 2014 (3 Jahre 9 Monate)")
    page.company("Stadtarchiv Esslingen")
    page.role("Werkstudentin", "Mai 2010 – Mai 2010 (1 Monat)", "Esslingen")
    page.heading("Ausbildung")
    page.school("Universität Stuttgart", "Diplom-Informatikerin, Informatik · (Oktober 2005 – März 2011)")
    page.school("Mannheim Business School", "Executive MBA, Business Administration · (2016 – 2018)")
    return page


def french() -> LinkedInPages:
    page = LinkedInPages(
        "Apolline Treguier", "Directrice Produit chez Tramontane Mobilités", "Ville de Nantes, Pays de la Loire, France",
        [("Coordonnées", ["06 55 50 01 48 (Mobile)", "apolline@example.org", "www.linkedin.com/in/apolline-", "treguier-example (LinkedIn)"]),
         ("Principales compétences", ["Stratégie produit", "Mobilité", "Management"]),
         ("Languages", ["Français (Native or Bilingual)", "Anglais (Professional Working)"])],
        page_mark="Page {page} sur {pages}",
    )  # fmt: skip
    page.heading("Résumé")
    page.prose("Je dirige le produit d’une entreprise de mobilité partagée. Avant cela, dix ans de billettique.", 12)
    page.heading("Expérience")
    page.company("Tramontane Mobilités", "8 ans 3 mois")
    page.role("Directrice Produit", "janvier 2022 - aujourd’hui (4 ans 11 mois)", "Nantes, Pays de la Loire, France", "Encadrement de 38 personnes : chefs de produit, designers, analystes.\nDéfinition de la vision et de la stratégie produit à cinq ans.")
    page.role("Responsable produit", "septembre 2018 - décembre 2021 (3 ans 4 mois)", "Nantes", "Feuille de route de l’application, 1,2 million d’utilisateurs.")
    page.company("Billettique de l’Ouest")
    page.role("Cheffe de produit", "février 2013 - août 2018 (5 ans 7 mois)", "Rennes, Bretagne, France")
    page.company("Cabinet Morvan Conseil")
    page.role("Consultante", "septembre 2010 - janvier 2013 (2 ans 5 mois)", "Paris et périphérie")
    page.role("Stagiaire", "mars 2010 - août 2010 (6 mois)", "Paris et périphérie")
    page.heading("Formation")
    page.school("École Centrale de Nantes", "Diplôme d’ingénieur, Génie industriel · (septembre 2006 - juin 2010)")
    page.school("HEC Paris", "Executive MBA · (2019 - 2020)")
    return page


def spanish() -> LinkedInPages:
    page = LinkedInPages(
        "Itziar Goñi Zabaleta", "Chief Product Officer en Calafell Seguros", "Barcelona, Cataluña, España",
        [("Contactar", ["itziar@example.org", "www.linkedin.com/in/itziar-goni-", "example (LinkedIn)"]),
         ("Aptitudes principales", ["Gestión de productos", "Seguros", "Liderazgo"]),
         ("Languages", ["Español (Native or Bilingual)", "Euskera (Native or Bilingual)", "Inglés (Full Professional)"]),
         ("Certifications", ["Programa de Desarrollo Directivo", "(IESE)"])],
        page_mark="Página {page} de {pages}",
    )  # fmt: skip
    page.heading("Extracto")
    page.prose("Más de 11 años al frente de productos digitales en seguros y banca.", 12)
    page.heading("Experiencia")
    page.company("Calafell Seguros Digitales", "11 años 11 meses")
    page.role("Chief Product Officer", "julio de 2020 - actualidad (6 años 5 meses)", "Barcelona, Cataluña, España", "Dirijo un equipo de 52 personas de producto, diseño y datos.\nResponsable de la estrategia de producto y de un presupuesto de 9 millones de euros.")
    page.role("Directora de Producto", "enero de 2015 - junio de 2020 (5 años 6 meses)", "Barcelona y alrededores, España", "Definí la hoja de ruta de la app de siniestros.")
    page.company("Banca Urdaibai")
    page.role("Jefa de Producto", "marzo de 2011 - diciembre de 2014 (3 años 10 meses)", "Bilbao, País Vasco, España")
    page.company("Consultores del Norte")
    page.role("Analista", "septiembre de 2008 - febrero de 2011 (2 años 6 meses)", "Bilbao")
    page.heading("Educación")
    page.school("Universidad de Deusto", "Licenciatura, Administración y Dirección de Empresas · (2003 - 2008)")
    page.school("IESE Business School", "Máster en Dirección de Empresas (MBA) · (septiembre de 2012 - mayo de 2014)")
    return page


def portuguese() -> LinkedInPages:
    page = LinkedInPages(
        "Iracema Tavares do Vale", "Head de Produto na Jangada Pagamentos", "São Paulo, São Paulo, Brasil",
        [("Contato", ["+55 11 95555-0148 (Mobile)", "iracema@example.org", "www.linkedin.com/in/iracema-tv-", "example (LinkedIn)"]),
         ("Principais competências", ["Gestão de produto", "Pagamentos", "Liderança de equipes"]),
         ("Languages", ["Português (Native or Bilingual)", "Inglês (Limited Working)"])],
        page_mark="Página {page} de {pages}",
    )  # fmt: skip
    page.heading("Resumo")
    page.prose("Lidero produtos de pagamentos há mais de 8 anos. Engenheira de formação.", 12)
    page.heading("Experiência")
    page.company("Jangada Pagamentos", "5 anos 9 meses")
    page.role("Head de Produto", "março de 2023 - Presente (3 anos 9 meses)", "São Paulo, Brasil", "Lidero 27 pessoas, entre elas seis gerentes de produto.\nResponsável pela visão e pelo roadmap de carteira digital.")
    page.role("Gerente de Produto Sênior", "março de 2021 - fevereiro de 2023 (2 anos)", "São Paulo e Região", "Lançamento do Pix parcelado para 2 milhões de clientes.")
    page.company("Banco Itacolomi")
    page.role("Gerente de Produto", "agosto de 2017 - fevereiro de 2021 (3 anos 7 meses)", "Belo Horizonte, Minas Gerais, Brasil")
    page.company("Mineração Serra Azul")
    page.role("Engenheira de processos", "janeiro de 2013 - julho de 2017 (4 anos 7 meses)", "Itabira, Minas Gerais")
    page.role("Estagiária", "junho de 2012 - dezembro de 2012 (7 meses)")
    page.heading("Formação acadêmica")
    page.school("Universidade Federal de Minas Gerais", "Bacharelado, Engenharia Química · (2008 - 2012)")
    page.school("Fundação Getulio Vargas / FGV", "MBA, Gestão Empresarial · (fevereiro de 2018 - dezembro de 2019)")
    return page

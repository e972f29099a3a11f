"""The eight documents and the nine phases: what differs between phases that are alike."""

from dataclasses import dataclass

from tools.draw import BLUE, GREEN, ORANGE, PURPLE, YELLOW, Color


@dataclass(frozen=True, kw_only=True)
class Documento:
    """A document D(k): its names in messages and questions, and who drafts it.

    `sent` is how the source writes "enviado" after it; `approved` and
    `validated` are the source's questions.
    """

    number: int
    name: str
    slug: str
    sent: str
    validated: str
    approved: str = ""

    @property
    def key(self) -> str:
        """The key in package.toml: `D2`."""
        return f"D{self.number}"

    @property
    def var(self) -> str:
        """The prefix of its variables: `d2`."""
        return f"d{self.number}"

    def message(self, event: str) -> str:
        """The name of one of its messages: `contrato_enviado`."""
        return f"{self.slug}_{event}"


@dataclass(frozen=True, kw_only=True)
class Fase:
    """A phase: its number, name and objective, and its colour in both pools."""

    number: int
    name: str
    objective: str
    color: Color

    @property
    def title(self) -> str:
        """The name in the drawing: `2. Envío Propuesta`."""
        return f"{self.number}. {self.name}"


DOCUMENTS = {
    document.number: document
    for document in (
        Documento(number=1, name="CRO", slug="cro", sent="enviado", validated="CRO Validado?"),
        Documento(
            number=2,
            name="Propuesta Comercial",
            slug="propuesta_comercial",
            sent="enviada",
            validated="Propuesta Validada?",
            approved="Propuesta Aprobada?",
        ),
        Documento(
            number=3,
            name="Contrato",
            slug="contrato",
            sent="enviado",
            validated="Contrato Validado?",
            approved="Contrato Aprobado?",
        ),
        Documento(
            number=4,
            name="Orden de Servicio",
            slug="orden_de_servicio",
            sent="enviada",
            validated="Orden de Servicio Validada?",
            approved="Orden de Servicio Aprobada?",
        ),
        Documento(
            number=5,
            name="Plan de Implementación",
            slug="plan_de_implementacion",
            sent="enviado",
            validated="Plan de Implementación Validado?",
            approved="Plan de Implementación Aprobado?",
        ),
        Documento(
            number=6,
            name="Confirmación de Implementación",
            slug="confirmacion_de_implementacion",
            sent="enviada",
            validated="Confirmación de Implementación Validada?",
            approved="Confirmación de Implementación Aprobada?",
        ),
        Documento(
            number=7,
            name="Factura",
            slug="factura",
            sent="enviada",
            validated="Factura Validada?",
            approved="Factura Aprobada?",
        ),
        Documento(
            number=8,
            name="Cobranza",
            slug="cobranza",
            sent="enviada",
            validated="Cobranza Validada?",
            approved="Cobranza Aprobada?",
        ),
    )
}

PHASES = {
    phase.number: phase
    for phase in (
        Fase(
            number=1,
            name="Inicio",
            objective="Recepción y validación inicial de la solicitud de servicio",
            color=YELLOW,
        ),
        Fase(
            number=2,
            name="Envío Propuesta",
            objective="Generación y envío de propuesta comercial",
            color=BLUE,
        ),
        Fase(
            number=3,
            name="Análisis Comercial",
            objective="Validación y análisis comercial de la propuesta",
            color=BLUE,
        ),
        Fase(
            number=4,
            name="Análisis Técnico",
            objective="Validación técnica y generación de orden de servicio",
            color=BLUE,
        ),
        Fase(
            number=5,
            name="Envío Contrato",
            objective="Validación de orden de servicio y plan de implementación",
            color=BLUE,
        ),
        Fase(
            number=6,
            name="Implementación",
            objective="Ejecución del servicio y confirmación de implementación",
            color=ORANGE,
        ),
        Fase(
            number=7,
            name="Facturación",
            objective="Generación y envío de facturación",
            color=GREEN,
        ),
        Fase(
            number=8,
            name="Cobranza",
            objective="Gestión de cobranza y seguimiento de pagos",
            color=GREEN,
        ),
        Fase(
            number=9,
            name="Cierre Comercial",
            objective="Cierre formal del proceso comercial",
            color=PURPLE,
        ),
    )
}

"""What the drafts of D(2) to D(8) hold: asked when drafted, and again when corrected."""

from tools.catalog.servicios_nuevos_clientes.documentos import Documento

FIELDS = {
    2: ("servicio", "monto", "moneda", "plazo_dias", "sla", "validez"),
    3: ("clausulas", "vigencia_desde", "vigencia_hasta", "renovacion", "firmante"),
    4: ("detalle_servicio", "cantidad", "fecha_requerida", "condiciones_tecnicas"),
    5: ("hitos", "fecha_inicio", "fecha_termino", "responsable", "riesgos"),
    6: ("resultado_pruebas", "fecha_puesta_en_marcha", "accesos", "notas"),
    7: ("periodo", "monto_neto", "impuesto", "vencimiento", "orden_de_compra"),
    8: ("cuotas", "primer_vencimiento", "medio_de_pago", "contacto_pago"),
}
"""What the form of each draft asks, and the document therefore holds."""


APPROVED = {4: {"detalle_servicio": "d2_contenido.servicio"}, 7: {"monto_neto": "monto"}}
"""What a draft takes over from what was approved before, where Revisión prepared nothing."""


def prefilled(document: Documento) -> dict[str, str]:
    """The draft that Revisión prepared; D(2) and D(6) start without one."""
    if document.number in (2, 6):
        return {}
    drafted = {name: f"borrador.{name}" for name in FIELDS[document.number]}
    taken = {
        name: f"if {drafted[name]} != null then {drafted[name]} else {source}"
        for name, source in APPROVED.get(document.number, {}).items()
    }
    return {name: f"={source}" for name, source in (drafted | taken).items()}


def written(document: Documento) -> dict[str, str]:
    """What a draft or a correction leaves: the content, and the price that decides who reviews."""
    fields = ", ".join(f"{name}: {name}" for name in FIELDS[document.number])
    content = {f"{document.var}_contenido": f"={{{fields}}}"}
    return content | ({"monto": "=monto"} if document.number == 2 else {})


def as_it_stands(document: Documento) -> dict[str, str]:
    """The content of the version that was observed, to be corrected."""
    return {name: f"={document.var}_contenido.{name}" for name in FIELDS[document.number]}

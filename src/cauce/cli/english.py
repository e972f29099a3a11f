"""The English of everything that the command line says, by its Spanish."""

ENGLISH: dict[str, str] = {
    "  Datos (JSON; Enter: ninguno)": "  Data (JSON; Enter: none)",
    "(advertencia)": "(warning)",
    "(aún nada)": "(nothing yet)",
    "(s/n)": "(y/n)",
    "--data: se esperaba JSON; {why}": "--data: expected JSON; {why}",
    "--data: se esperaba un objeto JSON, como {example}": (
        "--data: expected a JSON object, such as {example}"
    ),
    "Adelantar el reloj hasta {due}": "Move the clock on to {due}",
    "Al final, imprimir camino, resultado, llamadas y variables como JSON.": (
        "At the end, print path, outcome, calls and variables as JSON."
    ),
    "Corregir los datos y reintentar ({about})": "Correct the data and try again ({about})",
    "Correr un proceso en memoria, paso a paso: pregunta el formulario de cada tarea, o toma las "
    "respuestas de un archivo YAML.": (
        "Run a process in memory, step by step: asks for each task's form, or takes the answers "
        "from a YAML file."
    ),
    "En cuál de sus eventos de inicio.": "At which of its start events.",
    "Sistema": "System",
    "Otra cosa: mensajes, reloj": "Something else: messages, clock",
    "Hay varias maneras de empezar; elija una: {known}": (
        "There are several ways to start; choose one: {known}"
    ),
    "Mensajes que nadie tomó aún: {messages}": "Messages that nobody has taken yet: {messages}",
    "Mostrar la versión y salir.": "Show the version and exit.",
    "Mostrar un caso de cada paquete, del principio al final: por cada fase quién hizo qué, con "
    "qué documento y qué decisión.": (
        "Show a case of each package, from beginning to end: for each phase who did what, with "
        "which document and which decision."
    ),
    "No hay tal proceso con tal evento de inicio. Hay: {known}": (
        "There is no such process with such a start event. There are: {known}"
    ),
    "No se puede desplegar:\n{why}": "Cannot be deployed:\n{why}",
    "Procesos que se ven: correrlos, revisarlos, mostrarlos.": (
        "Processes that people can see: run them, check them, show them."
    ),
    "Publicar el mensaje «{name}»{key}": "Publish the message «{name}»{key}",
    "Que el formulario de cada tarea revise las respuestas del archivo.": (
        "Let each task's form check the answers of the file."
    ),
    "Quedan abiertas: {tasks}": "Still open: {tasks}",
    "Qué proceso empieza.": "Which process starts.",
    "Respuestas en YAML: una lista de {task, data, by}, {message, key, variables} o "
    "{advance: PT…}.": (
        "Answers in YAML: a list of {task, data, by}, {message, key, variables} or {advance: PT…}."
    ),
    "Resultado": "Outcome",
    "Revisar archivos BPMN, DMN y de formularios, o paquetes: lo que se rechazaría o advertiría "
    "al desplegarlos, una línea por hallazgo: archivo:línea código elemento mensaje. Termina en "
    "1 si se rechazaría.": (
        "Check BPMN, DMN and form files, or packages: what deploying them would refuse or warn "
        "about, one line per finding: file:line code element message. Exits 1 if it would be "
        "refused."
    ),
    "Se esperaba JSON; {why}": "Expected JSON; {why}",
    "Se esperaba s o n; vino «{answer}».": "Expected y or n; came «{answer}».",
    "Se esperaba un número de 1 a {last}; vino «{answer}».": (
        "Expected a number from 1 to {last}; came «{answer}»."
    ),
    "Se esperaba un objeto JSON, como {example}": "Expected a JSON object, such as {example}",
    "Se esperaba un paquete ({known}), una carpeta con package.toml o un archivo; vino «{name}».": (
        "Expected a package ({known}), a folder with package.toml or a file; came «{name}»."
    ),
    "Se esperaba una de las opciones, o su número; vino «{answer}».": (
        "Expected one of the options, or its number; came «{answer}»."
    ),
    "Sin hallazgos.": "Nothing found.",
    "Sus variables de inicio.": "Its start variables.",
    "Terminar aquí": "Stop here",
    "Variables corregidas (JSON; Enter: ninguna)": "Corrected variables (JSON; Enter: none)",
    "Variables de inicio (JSON; Enter: las que se muestran)": (
        "Start variables (JSON; Enter: those shown)"
    ),
    "Variables del mensaje (JSON; Enter: ninguna)": "Variables of the message (JSON; Enter: none)",
    "en curso": "active",
    "completado": "completed",
    "cancelado": "cancelled",
    "fallido": "failed",
    "esperando al cliente": "waiting for the client",
    "sí": "yes",
    "no": "no",
    "se esperaba texto en UTF-8; vino el byte 0x{byte:02x}": (
        "expected text in UTF-8, came the byte 0x{byte:02x}"
    ),
    "vence {due}": "due {due}",
    "¿Qué empieza?": "What starts?",
    "¿Qué sigue?": "What next?",
}

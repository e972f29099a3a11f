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
    "{case} {process} {instance}: entrada {seq}: {reason}": (
        "{case} {process} {instance}: entry {seq}: {reason}"
    ),
    "{instances} instancias, {entries} entradas, {count} con hallazgos.": (
        "{instances} instances, {entries} entries, {count} with findings."
    ),
    "{login} en {organisation}: {roles}": "{login} in {organisation}: {roles}",
    "{login} puede entrar con esa contraseña.": "{login} can log in with that password.",
    "Comprobar la cadena, los resúmenes y la repetición de cada instancia. Nombra la primera "
    "entrada errada de cada una y termina en 1 si hay alguna.": (
        "Check chain, digests and replay of every instance. Names the first wrong entry of each, "
        "and exits 1 if there is one."
    ),
    "Contraseña": "Password",
    "Crear o actualizar el esquema de la base de datos.": (
        "Create or update the database's schema."
    ),
    "Dar a una persona exactamente estos roles en una organización; la crea si es nueva, también "
    "a la organización.": (
        "Give a person exactly these roles in an organisation; creates them, and the organisation, "
        "where they are new."
    ),
    "Dar a una persona una contraseña; se pide sin mostrarla.": (
        "Give a person a password; it is asked for and not shown."
    ),
    "El esquema está al día: {name}": "The schema is up to date: {name}",
    "Hacer solo lo que está pendiente ahora.": "Do only what is due now.",
    "Imprimir el resultado como JSON.": "Print the result as JSON.",
    "La base de datos no responde o no tiene el esquema de esta versión ({why}). Revise "
    "DATABASE_URL y corra: cauce migrate": (
        "The database does not answer, or has not this version's schema ({why}). Check "
        "DATABASE_URL and run: cauce migrate"
    ),
    "La bitácora de los casos.": "The journal of the cases.",
    "La misma otra vez": "The same again",
    "Las personas: sus roles y su contraseña.": "People: their roles and their password.",
    "No hay un caso «{key}».": "There is no case «{key}».",
    "Quiénes trabajan en una organización, con sus roles.": (
        "Who works in an organisation, with their roles."
    ),
    "Solo las de este caso.": "Only those of this case.",
    "Su nombre.": "Their name.",
    "Su organización.": "Their organisation.",
    "Trabajar lo que no espera a nadie: plazos, correos y otros trabajos, mensajes que quedaron. "
    "Puede correr más de uno. Lo que falla se reintenta cada vez más tarde y termina en «cauce "
    "incidents». Termina con Ctrl-C o SIGTERM, después del paso que tenga entre manos; a los "
    "trabajos les da unos segundos.": (
        "Do what waits for nobody: deadlines, mail and other jobs, messages that were left. More "
        "than one may run. What fails is tried again later each time, and ends in `cauce "
        "incidents`. Ends with Ctrl-C or SIGTERM, after the step it has in hand; jobs get a few "
        "seconds."
    ),
    "Lo que falló y está abierto: fallas de un paso, envíos trabados, plazos y trabajos que no "
    "salen. Dice de cada una si se reintenta sola o espera a una persona. Termina en 1 si alguna "
    "espera a una persona.": (
        "What has failed and is open: failures of a step, stuck deliveries, timers and jobs that "
        "do not come off. Says of each whether it is tried again by itself or waits for a person. "
        "Exits 1 if one waits for a person."
    ),
    "Solo las de esta organización.": "Only those of this organisation.",
    "Intentar de nuevo, ahora, lo que detuvieron estas fallas: por su número, o todas las de un "
    "caso.": "Try again, now, what these failures stopped: by their number, or all of a case.",
    "Todas las de este caso.": "All of this case.",
    "Quién lo pide; sin ello, el sistema.": "Who asks for it; without it, the system.",
    "Se esperaba el número de una falla, o --case.": (
        "Expected the number of a failure, or --case."
    ),
    "{id}: se intenta de nuevo": "{id}: tried again",
    "Renunciar a un envío trabado: nadie lo recibirá, y lo que espera detrás sigue. El motivo "
    "queda registrado.": (
        "Give up a stuck delivery: nobody will receive it, and what waits behind it goes on. The "
        "reason is recorded."
    ),
    "Por qué.": "Why.",
    "{id}: se renunció al envío": "{id}: the delivery was given up",
    "{count} fallas abiertas.": "{count} open failures.",
    "intento {attempts}; se reintenta sola a las {when}": (
        "attempt {attempts}; tried again by itself at {when}"
    ),
    "corrija la causa y luego: cauce retry {id}": "correct the cause, then: cauce retry {id}",
    "detrás esperan {behind}; corrija la causa y luego: cauce retry {id}, o renuncie: cauce "
    "give-up {id} --reason …": (
        "{behind} wait behind it; correct the cause, then: cauce retry {id}, or give it up: cauce "
        "give-up {id} --reason …"
    ),
    "Un rol; se repite.": "A role; repeatable.",
    "ninguno": "none",
    "Servir las páginas y trabajar lo que vence. Antes pone al dí"
    "a el esquema de la base de datos.": (
        "Serve the pages and work on what is due. First brings the database's schema up to date."
    ),
    "Dirección y puerto.": "Address and port.",
    "Páginas a la vez.": "Pages at a time.",
    "Cargar antes la empresa de demostración.": "Load the demo company first.",
    "Servir solo las páginas.": "Serve the pages alone.",
    "Cauce está en http://{bind}": "Cauce is at http://{bind}",
    "Pueden entrar, con la clave igual al usuario:": (
        "Who can log in, with the password equal to the user:"
    ),
    "Llevar las instancias activas de un proceso, o de un caso, a otra versión: cada una "
    "entera o nada. Termina en 1 si alguna no puede.": (
        "Take the active instances of a process, or of a case, to another version: each of them "
        "whole or not at all. Exits 1 if one cannot go."
    ),
    "La versión; si no, la última.": "The version; without it, the latest.",
    "El id que ahora lleva un elemento; se repite.": "The id that an element has now; repeatable.",
    "Un evento cuyo plazo o mensaje empieza de nuevo; se repite.": (
        "An event whose deadline or message begins anew; repeatable."
    ),
    "Quién lo pide, para la bitácora.": "Who asks for it, for the journal.",
    "Decir qué pasaría, sin cambiar nada.": "Say what would happen, and change nothing.",
    "Se moverían {moved} y no podrían {refused}. Nada ha cambiado.": (
        "{moved} would move, {refused} could not. Nothing has changed."
    ),
    "Movidas: {moved}. No pudieron: {refused}.": "Moved: {moved}. Could not: {refused}.",
    "Se esperaba ANTES=AHORA, dos ids; vino «{pair}».": (
        "Expected OLD=NEW, two ids; came «{pair}»."
    ),
    "va a otro elemento: {ids}": "goes to another element: {ids}",
    "deja de esperar: {ids}": "waits no more for: {ids}",
    "empieza a esperar: {ids}": "begins to wait for: {ids}",
    "la tarea cambia: {ids}": "the task changes: {ids}",
    "La instancia ya comenzó.": "The instance has been started before.",
    "La instancia ya está en esa versión.": "The instance is at that version already.",
    "Hay varias tareas abiertas con ese nombre.": "Several open tasks have that name.",
    "Alguno de los datos no se puede guardar.": "Some of the data cannot be kept.",
    "Una decisión no se pudo aplicar a los datos.": "A decision could not be made with the data.",
    "Un cálculo no se pudo hacer con los datos.": (
        "An expression could not be computed with the data."
    ),
    "Falta corregir el formulario.": "The form has to be corrected.",
    "El proceso ya terminó: no hay nada que hacer en él.": (
        "The process has ended: there is nothing to do in it."
    ),
    "Un valor no es de los que se esperan.": "A value is not what was expected.",
    "Esa persona no puede hacer esto.": "That person may not do this.",
    "Nadie espera ese mensaje o esa señal.": "Nobody waits for that message or signal.",
    "La falla no es de un envío.": "The failure is not one of a delivery.",
    "Falta un nombre.": "A name is missing.",
    "Falta la contraseña.": "The password is missing.",
    "No hay tal persona.": "There is no such person.",
    "No se puede escuchar en {bind}: {why}. Elija otra dirección con --bind.": (
        "Cannot listen on {bind}: {why}. Choose another address with --bind."
    ),
    "Falta decir qué proceso.": "Say which process.",
    "Falta el motivo.": "The reason is missing.",
    "El proceso no tiene ese evento de inicio.": "The process has no such start event.",
    "El paso es demasiado largo: el proceso parece dar vueltas.": (
        "The step is too long: the process seems to run in a circle."
    ),
    "La instancia cambió mientras tanto: nada se guardó, inténtelo otra vez.": (
        "The instance has changed meanwhile: nothing was kept, try again."
    ),
    "Otra persona tomó esa tarea antes.": "Somebody else has taken that task.",
    "La tarea ya está completada.": "The task has been completed.",
    "La tarea ya está en espera del cliente.": "The task waits for the client already.",
    "La tarea no está en espera del cliente.": "The task does not wait for the client.",
    "La tarea ya no hace falta: el caso tomó otro camino.": (
        "The task is not needed any more: the case went another way."
    ),
    "No hay tal caso.": "There is no such case.",
    "No hay tal falla abierta.": "There is no such open failure.",
    "No hay tal instancia.": "There is no such instance.",
    "No hay tal organización.": "There is no such organisation.",
    "No hay tal proceso.": "There is no such process.",
    "No hay tal parte abierta del proceso.": "There is no such open part of the process.",
    "No hay tal tarea abierta.": "There is no such open task.",
    "No hay tal plazo.": "There is no such timer.",
    "No hay tal versión del proceso.": "There is no such version of the process.",
    "Los datos del caso son demasiados.": "The data of the case are too large.",
    "El proceso llamado fue cancelado.": "The process that was called has been cancelled.",
    "Falta el proceso llamado.": "The process that is called is missing.",
    "Falta la decisión.": "The decision is missing.",
    "Un registro no se pudo guardar.": "A record could not be kept.",
    "Un trabajo del sistema no se pudo hacer.": "A job of the system could not be done.",
    "Ninguna salida corresponde a los datos.": "No way out fits the data.",
    "La cantidad de entradas no es la que la instancia ha tenido.": (
        "The number of entries is not the one that the instance has had."
    ),
    "Falta la entrada.": "The entry is missing.",
    "La entrada no se puede leer.": "The entry cannot be read.",
    "Lo que contiene no da su huella.": ("What it holds does not give its hash."),
    "La última huella de la instancia es otra que la de su última entrada.": (
        "The last hash of the instance is another than that of its last entry."
    ),
    "Su instancia ya no está.": "Its instance is gone.",
    "El estado de la instancia no es el que da su bitácora.": (
        "The state of the instance is not the one that its journal gives."
    ),
    "La instancia es de otra versión que su última entrada.": (
        "The instance is of another version than its last entry."
    ),
    "No está encadenada con la entrada anterior.": "It is not chained to the entry before.",
    "Lo que registra no se puede repetir.": "What it records cannot be replayed.",
    "Una de sus columnas no tiene lo que debe.": "One of its columns does not hold what it must.",
    "Su copia del estado no es la que dan sus hechos.": (
        "Its copy of the state is not the one that its events give."
    ),
    "Repetir sus hechos da otro estado que el que dice.": (
        "Replaying its events gives another state than it says."
    ),
    "La instancia figura de otra manera que en su bitácora.": (
        "The instance counts as something else than in its journal."
    ),
    "La instancia figura en otro caso que en su bitácora.": (
        "The instance counts to another case than in its journal."
    ),
    "El próximo plazo de la instancia no es el que da su bitácora.": (
        "The next timer of the instance is not the one that its journal gives."
    ),
    "Sus tareas abiertas no son las que da su bitácora.": (
        "Its open tasks are not those that its journal gives."
    ),
    "Es de otra versión que la entrada anterior, y ningún traslado lo dice.": (
        "It is of another version than the entry before, and no move says so."
    ),
}

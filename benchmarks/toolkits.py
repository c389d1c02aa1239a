"""Two clinical language toolkits, run by their own Python: `PYTHON toolkits.py ENGINE TASK FILE` reads JSON and prints JSON.

Imports nothing of fullarc. ENGINE: medspacy (spaCy's sentencizer in place of PyRuSH, its fastest set-up) or negspacy. TASK: speed
({"notes", "phrases"} -> seconds to build, seconds to read, findings) or status (a list of {"text", "places"} -> statuses).
"""

import json
import sys
import time
import warnings


def medspacy(phrases):
    from loguru import logger

    logger.remove()  # its sentence splitter would log the words of the notes
    import spacy
    from medspacy.target_matcher import TargetRule

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("medspacy_target_matcher").add([TargetRule(phrase, "FINDING") for phrase in phrases])
    nlp.add_pipe("medspacy_context")
    return nlp


def negspacy(phrases):
    import spacy
    from negspacy.negation import Negex  # noqa: F401  (registers "negex")
    from negspacy.termsets import termset

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "FINDING", "pattern": phrase} for phrase in phrases])
    nlp.add_pipe("negex", config={"neg_termset": termset("en_clinical").get_patterns()})
    return nlp


def speed(nlp, notes):
    found = 0
    for note in notes:
        found += len(nlp(note).ents)
    return found


def status(nlp, engine, rows):
    answers = []
    splitter = nlp.get_pipe("sentencizer")
    context = nlp.get_pipe("medspacy_context" if engine == "medspacy" else "negex")
    for row in rows:
        said = set()
        for start, end in row["places"]:
            doc = nlp.make_doc(row["text"])
            span = doc.char_span(start, end, label="FINDING", alignment_mode="expand")
            doc.ents = [span]
            [concept] = context(splitter(doc)).ents
            if engine == "negspacy":
                said |= {"denied"} if concept._.negex else set()
            else:
                flags = {"denied": "is_negated", "historical": "is_historical", "hypothetical": "is_hypothetical"}
                said |= {name for name, flag in flags.items() if getattr(concept._, flag)}
        answers.append(sorted(said))
    return answers


def main(engine, task, path):
    warnings.simplefilter("ignore")
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    begun = time.process_time()
    nlp = {"medspacy": medspacy, "negspacy": negspacy}[engine](given["phrases"] if task == "speed" else ["fever"])
    built = time.process_time()
    if task == "status":
        print(json.dumps(status(nlp, engine, given)))
        return
    speed(nlp, given["notes"][:20])
    warm = time.process_time()
    found = speed(nlp, given["notes"])
    print(json.dumps({"build": built - begun, "seconds": time.process_time() - warm, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])

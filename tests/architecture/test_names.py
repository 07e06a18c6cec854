"""One context, one name: folder, distribution, package, nameko services, compose service, contracts."""

import ast
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from contracts.services import CONTEXTS

ROOT = Path(__file__).parents[2]
NOT_YET = "no service runs from this folder yet"


def misnamed(root: Path, contexts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Every disagreement between the folders, the packages, the contracts and the compose file.

    A folder of ``services/`` without a pyproject.toml only announces a context that is to come.
    """
    kebabs = sorted(file.parent.name for file in root.glob("services/*/pyproject.toml"))
    snakes = {kebab.replace("-", "_") for kebab in kebabs}
    problems = [f"{name} is in the contracts and not in services/" for name in contexts.keys() - snakes]
    problems += [f"{name} is in services/ and not in the contracts" for name in snakes - contexts.keys()]
    for kebab in kebabs:
        snake = kebab.replace("-", "_")
        problems += _package(root / "services" / kebab, kebab, snake)
        problems += _nameko(root / "services" / kebab / "src", snake, contexts.get(snake, ()))
    return sorted(problems + _compose(root, [*kebabs, "gateway"]))


def _package(folder: Path, kebab: str, snake: str) -> list[str]:
    problems = []
    if folder.name != folder.name.lower() or "_" in folder.name:
        problems.append(f"services/{kebab} is not kebab-case")
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    if settings["project"]["name"] != f"qcommons-{kebab}":
        problems.append(f"the distribution of {kebab} is called {settings['project']['name']}")
    if settings["tool"]["uv"]["build-backend"].get("module-name") != snake:
        problems.append(f"the module of {kebab} is not {snake}")
    packages = sorted(each.name for each in (folder / "src").glob("*") if (each / "__init__.py").is_file())
    if packages != [snake]:
        problems.append(f"services/{kebab}/src holds {packages}, not {snake}")
    if not (folder / "README.md").is_file():
        problems.append(f"services/{kebab} does not explain itself in a README.md")
    return problems


def _nameko(source: Path, snake: str, declared: tuple[str, ...]) -> list[str]:
    """``name = "..."`` of the classes that also say their ``context``, against the contracts."""
    problems, found = [], set()
    for file in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            said = _assigned(node) if isinstance(node, ast.ClassDef) else {}
            if {"name", "context"} <= said.keys():
                found.add(said["name"])
                if said["context"] != snake:
                    problems.append(f"{said['name']} lives in {snake} and says {said['context']}")
    problems += [f"{name} is served and not in the contracts" for name in found - set(declared)]
    problems += [f"{name} is in the contracts and not served" for name in set(declared) - found]
    wrong = [name for name in declared if name != snake and not name.startswith(f"{snake}_")]
    return problems + [f"{name} does not carry the name of its context {snake}" for name in wrong]


def _assigned(node: ast.ClassDef) -> dict[str, str]:
    return {
        target.id: line.value.value
        for line in node.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
        for target in line.targets
        if isinstance(target, ast.Name) and isinstance(line.value.value, str)
    }


def _compose(root: Path, wanted: list[str]) -> list[str]:
    file = root / "docker-compose.yml"
    if not file.is_file():
        return ["there is no docker-compose.yml"]
    running = yaml.safe_load(file.read_text(encoding="utf-8"))["services"]
    missing = [f"{name} is not a service of docker-compose.yml" for name in wanted if name not in running]
    folders = {path.name for path in (root / "services").iterdir() if path.is_dir()}
    early = [name for name in running if name in folders and name not in wanted]
    return missing + [f"docker-compose.yml runs {name}, which has no code yet" for name in early]


def test_every_context_has_one_name_everywhere():
    assert misnamed(ROOT, CONTEXTS) == []


def false_promises(root: Path) -> list[str]:
    """Context folders whose README does not say truly whether a service runs from them."""
    found = []
    for folder in sorted(path for path in (root / "services").iterdir() if path.is_dir()):
        page = folder / "README.md"
        says_none_runs = page.is_file() and NOT_YET in " ".join(page.read_text(encoding="utf-8").split())
        if says_none_runs is (folder / "pyproject.toml").is_file():
            found.append(folder.name)
    return found


def test_a_context_that_is_still_to_come_says_so():
    assert false_promises(ROOT) == []


PROJECT = """
[project]
name = "qcommons-skills-register"
[tool.uv.build-backend]
module-name = "skills_register"
"""
SERVICE = 'class Offers:\n    name = "skills_register_offers"\n    context = "skills_register"\n'
COMPOSE = "services:\n  skills-register: {image: a}\n  gateway: {image: b}\n"
NAMES = {"skills_register": ("skills_register_offers",)}
FOLDER = "services/skills-register"


@pytest.fixture
def tree(tmp_path) -> Path:
    """A tree of one context in which everything agrees."""
    for place, text in {
        f"{FOLDER}/pyproject.toml": PROJECT,
        f"{FOLDER}/README.md": "# skills-register: who can help whom?\n",
        f"{FOLDER}/src/skills_register/__init__.py": "",
        f"{FOLDER}/src/skills_register/service.py": SERVICE,
        "services/exchange/README.md": f"# exchange\n\nTo come: {NOT_YET}.\n",
        "docker-compose.yml": COMPOSE,
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    return tmp_path


def test_a_tree_in_which_all_names_agree_passes(tree):
    assert misnamed(tree, NAMES) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (f"{FOLDER}/pyproject.toml", PROJECT.replace("qcommons-skills-register", "skills")),
        (f"{FOLDER}/pyproject.toml", PROJECT.replace("skills_register", "skills")),
        (f"{FOLDER}/src/skills/__init__.py", ""),
        (f"{FOLDER}/src/skills_register/service.py", SERVICE.replace("_offers", "_requests")),
        (f"{FOLDER}/src/skills_register/service.py", SERVICE.replace('context = "skills_register"', "pass")),
        (f"{FOLDER}/src/skills_register/service.py", SERVICE.replace('= "skills_register"', '= "exchange"')),
        ("docker-compose.yml", COMPOSE.replace("skills-register", "skills_register")),
        ("docker-compose.yml", COMPOSE.replace("gateway", "portal")),
        ("docker-compose.yml", COMPOSE + "  exchange: {image: c}\n"),
    ],
    ids=["distribution", "module", "package", "name", "served", "context", "compose", "gateway", "early"],
)
def test_a_name_that_differs_is_found_out(tree, place, text):
    (tree / place).parent.mkdir(exist_ok=True)
    (tree / place).write_text(text)
    assert misnamed(tree, NAMES)


@pytest.mark.parametrize(
    "names",
    [
        {},
        {**NAMES, "exchange": ("exchange",)},
        {"skills_register": ("skills_register_offers", "skills_register_requests")},
        {"skills_register": ("offers",)},
    ],
)
def test_contracts_that_say_otherwise_are_found_out(tree, names):
    assert misnamed(tree, names)


@pytest.mark.parametrize("gone", ["docker-compose.yml", f"{FOLDER}/README.md"])
def test_a_missing_file_is_found_out(tree, gone):
    (tree / gone).unlink()
    assert misnamed(tree, NAMES)


@pytest.mark.parametrize(
    ("place", "text"),
    [("services/exchange/README.md", "It funds ideas."), (f"{FOLDER}/README.md", f"Soon: {NOT_YET}.")],
)
def test_a_folder_that_promises_too_much_or_too_little_is_found_out(tree, place, text):
    assert false_promises(tree) == []
    (tree / place).write_text(text)
    assert len(false_promises(tree)) == 1

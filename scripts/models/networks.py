"""Random Bayesian networks with random evidence, and pgmpy's posteriors of their nodes."""
import itertools

from pgmpy.factors.discrete import TabularCPD
from pgmpy.inference import VariableElimination
from pgmpy.models import DiscreteBayesianNetwork


def case(draw):
    nodes = []
    for number in range(draw.randint(2, 6)):
        parents = draw.sample(nodes, draw.randint(0, min(3, len(nodes))))
        nodes.append(node(draw, f"n{number}", parents))
    evidence = {}
    for entry in nodes:
        fate = draw.random()
        if fate < 0.25:
            evidence[entry["name"]] = draw.randrange(size(entry))
        elif fate < 0.4:
            evidence[entry["name"]] = [draw.uniform(0.05, 1) for _ in range(size(entry))]
    return {"network": nodes, "evidence": evidence}


def node(draw, name, parents):
    entry = {"name": name, "parents": [parent["name"] for parent in parents]}
    if parents and draw.random() < 0.4:
        weights = [[0.0] + [draw.uniform(0.01, 0.9) for _ in range(size(parent) - 1)] for parent in parents]
        return entry | {"leak": draw.uniform(0, 0.2), "weights": weights}
    values, columns = draw.randint(2, 3), 1
    for parent in parents:
        columns *= size(parent)
    return entry | {"table": [distribution(draw, values) for _ in range(columns)]}


def distribution(draw, count):
    raw = [draw.uniform(0.05, 1) for _ in range(count)]
    head = [value / sum(raw) for value in raw[:-1]]
    return head + [1 - sum(head)]


def size(entry):
    return len(entry["table"][0]) if "table" in entry else 2


def pairs(case, answer):
    nodes = {entry["name"]: entry for entry in case["network"]}
    engine = VariableElimination(model(nodes))
    known = {name: value for name, value in case["evidence"].items() if isinstance(value, int)}
    likely = [
        TabularCPD(name, len(value), [[weight] for weight in value])
        for name, value in case["evidence"].items() if not isinstance(value, int)
    ]
    for name, entry in nodes.items():
        if name in known:
            theirs = [float(value == known[name]) for value in range(size(entry))]
        else:
            theirs = engine.query([name], known, likely or None, show_progress=False).values
        yield from zip(answer["posterior"][name], map(float, theirs), strict=True)


def model(nodes):
    network = DiscreteBayesianNetwork()
    network.add_nodes_from(nodes)
    for name, entry in nodes.items():
        network.add_edges_from((parent, name) for parent in entry["parents"])
        parents = [nodes[parent] for parent in entry["parents"]]
        columns = entry["table"] if "table" in entry else noisy_or(entry, parents)
        network.add_cpds(
            TabularCPD(
                name, size(entry), [list(row) for row in zip(*columns)], entry["parents"] or None,
                [size(parent) for parent in parents] or None))
    network.check_model()
    return network


def noisy_or(entry, parents):
    columns = []
    for values in itertools.product(*(range(size(parent)) for parent in parents)):
        survival = 1 - entry["leak"]
        for weights, value in zip(entry["weights"], values):
            survival *= 1 - weights[value]
        columns.append([survival, 1 - survival])
    return columns

"""The tagger's network: MiniLM with the parse beside its words, labels and links above it.

Word pieces and the columns of `annotate.tag_inputs` go in; for every word come out a score for
each label and four vectors, whose products say which source and contents belong to which cue (a
biaffine scorer; Dozat and Manning 2017). Labels are decoded as a chain (Lafferty et al. 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LINKED = 64  # width of the vectors that are multiplied; wider ones were not tried


class RowDropout(nn.Module):
    """Drop the same units of all words in a row: as good here, and a tenth of the random numbers.

    After Gal and Ghahramani 2016.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` with some of its units put out."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], dtype=x.dtype) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)
        self.drop = RowDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next layer's vectors; `bias` is 0 or very low for padding."""
        rows, length, width = x.shape
        q, k, v = (
            part(x).view(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(rows, length, width)
        x = self.norm(x + self.drop(self.out(seen)))
        return self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Labels words and links spans."""

    def __init__(
        self,
        sizes: Sequence[int],
        labels: int,
        *,
        pieces: int = 30522,
        width: int = 384,
        heads: int = 12,
        inner: int = 1536,
        layers: int = 6,
        positions: int = 512,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = RowDropout(dropout)
        self.columns = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.with_head = nn.Linear(2 * width, width)
        self.mixed = nn.LayerNorm(width)
        self.label = nn.Linear(width, labels)
        self.link = nn.Linear(width, 4 * LINKED)
        self.transitions = nn.Parameter(torch.zeros(labels + 1, labels))  # the last row: the start
        self.nothing = nn.Parameter(torch.zeros(2, LINKED))
        for table in self.columns:
            nn.init.normal_(table.weight, std=0.01)

    def forward(self, ids: Tensor, columns: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Return (rows, words, labels) scores and (rows, words, 4 * LINKED) vectors.

        Args:
            ids: Word pieces, (rows, length); 0 is padding.
            columns: (rows, length, columns).
            heads: For each piece the index of the first piece of its word's head.
        """
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for number, table in enumerate(self.columns):
            x = x + table(columns[:, :, number])
        x = self.drop(self.norm(x))
        bias = ((ids == 0).to(x.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        above = torch.gather(x, 1, heads[:, :, None].expand(-1, -1, x.shape[2]))
        mixed = functional.gelu(self.with_head(torch.cat([x, above], dim=2)))
        x = self.mixed(x + self.drop(mixed))
        return self.label(x), self.link(x)


def load_encoder(tagger: Tagger, path: Path) -> None:
    """Take the weights of MiniLM from a `safetensors` file."""
    given = load_file(path)
    with torch.no_grad():
        tagger.words.weight.copy_(given["embeddings.word_embeddings.weight"])
        tagger.positions.weight.copy_(given["embeddings.position_embeddings.weight"])
        tagger.positions.weight.add_(given["embeddings.token_type_embeddings.weight"][0])
        _copy(tagger.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            place = f"encoder.layer.{number}"
            _copy(layer.query, given, f"{place}.attention.self.query")
            _copy(layer.key, given, f"{place}.attention.self.key")
            _copy(layer.value, given, f"{place}.attention.self.value")
            _copy(layer.out, given, f"{place}.attention.output.dense")
            _copy(layer.norm, given, f"{place}.attention.output.LayerNorm")
            _copy(layer.up, given, f"{place}.intermediate.dense")
            _copy(layer.down, given, f"{place}.output.dense")
            _copy(layer.last, given, f"{place}.output.LayerNorm")


def _copy(part: nn.Module, given: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(given[f"{name}.weight"])  # type: ignore[operator, union-attr]
    part.bias.copy_(given[f"{name}.bias"])  # type: ignore[operator, union-attr]


def chain_loss(scores: Tensor, labels: Tensor, known: Tensor, transitions: Tensor) -> Tensor:
    """Return minus the log likelihood of `labels` for words that are `known`, summed.

    Args:
        scores: (rows, words, labels).
        labels: (rows, words), any number where not known.
        known: (rows, words), True on a run of words from the first on.
        transitions: (labels + 1, labels), the last row for the start.
    """
    total = transitions[-1] + scores[:, 0]
    path = total.gather(1, labels[:, :1])[:, 0]
    for at in range(1, scores.shape[1]):
        step = total[:, :, None] + transitions[None, :-1] + scores[:, at, None, :]
        total = torch.where(known[:, at, None], torch.logsumexp(step, dim=1), total)
        here = transitions[labels[:, at - 1], labels[:, at]]
        here = here + scores[:, at].gather(1, labels[:, at : at + 1])[:, 0]
        path = path + here * known[:, at]
    return (torch.logsumexp(total, dim=1) - path).sum()

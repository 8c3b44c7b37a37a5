"""Write the tagger as it ships: ONNX in 8-bit integers, its chain and its vocabulary.

    python -m training.tagger.export FOLDER ENCODER

Writes src/reportedly/models/tagger.onnx, tagger.npz (transitions, and the vectors for "none") and
tagger.json (vocabulary), and copies ENCODER/tokenizer.json beside them as tagger_pieces.json.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from reportedly.annotate.tag_decoding import allowed
from reportedly.annotate.tag_inputs import LABELS, Vocabulary
from training.tagger.network import Tagger

MODELS = Path(__file__).resolve().parents[2] / "src" / "reportedly" / "models"


def main() -> None:
    """Export the best epoch."""
    folder, encoder = Path(sys.argv[1]), Path(sys.argv[2])
    kept = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    model = Tagger(Vocabulary.of(kept).sizes, len(LABELS))
    model.load_state_dict(load_file(folder / "best.safetensors"))
    model.eval()
    whole = folder / "tagger.onnx"
    write_onnx(model, whole)
    # Seven bits a weight: products of eight overflow on processors without VNNI.
    quantize_dynamic(
        whole,
        MODELS / "tagger.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    with torch.no_grad():
        chain = model.transitions.numpy() + allowed()
        np.savez_compressed(MODELS / "tagger.npz", transitions=chain, nothing=model.nothing.numpy())
    (MODELS / "tagger.json").write_text(json.dumps(kept), encoding="utf-8")
    shutil.copyfile(encoder / "tokenizer.json", MODELS / "tagger_pieces.json")


def write_onnx(model: Tagger, path: Path) -> None:
    """Write the network in full precision, for any number of rows of any length."""
    rows, length = torch.export.Dim("rows"), torch.export.Dim("length", max=512)
    count = len(model.columns)
    example = (
        torch.ones(2, 9, dtype=torch.int64),
        torch.ones(2, 9, count, dtype=torch.int64),
        torch.ones(2, 9, dtype=torch.int64),
    )
    torch.onnx.export(
        model,
        example,
        path,
        input_names=["ids", "columns", "heads"],
        output_names=["scores", "vectors"],
        dynamic_shapes=({0: rows, 1: length}, {0: rows, 1: length}, {0: rows, 1: length}),
        dynamo=True,
        external_data=False,
    )
    onnx.checker.check_model(str(path))


if __name__ == "__main__":
    main()

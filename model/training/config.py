"""Everything that decides the artifacts besides the network and the digits."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.maps.quality import QualityConfig
from model.maps.strangeness import StrangenessConfig
from model.maps.surrogate import SurrogateConfig
from model.training.foretelling import ForetellingConfig
from model.training.projections import TsneConfig, UmapConfig
from model.training.runs import RunsConfig


@dataclass(frozen=True)
class BuildConfig:
    """Everything that decides the artifacts besides the network and the digits."""

    split: str = "test"  # or "all": the test digits, then the training digits
    limit: int | None = None  # only the first so many of them
    neighbours: int = 15  # kept of every digit
    tsne: TsneConfig = field(default_factory=TsneConfig)
    umap: UmapConfig = field(default_factory=UmapConfig)
    runs: RunsConfig = field(default_factory=RunsConfig)
    surrogate: SurrogateConfig = field(default_factory=SurrogateConfig)
    quality: QualityConfig = field(default_factory=QualityConfig)
    foretelling: ForetellingConfig = field(default_factory=ForetellingConfig)
    strangeness: StrangenessConfig = field(default_factory=StrangenessConfig)

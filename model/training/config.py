"""Everything that decides the artifacts besides the network and the digits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from model.maps.quality import QualityConfig
from model.maps.strangeness import StrangenessConfig
from model.maps.surrogate import SurrogateConfig
from model.training.foretelling import ForetellingConfig
from model.training.projections import TsneConfig, UmapConfig
from model.training.runs import RunsConfig


@dataclass(frozen=True)
class BuildConfig:
    """Everything that decides the artifacts besides the network and the digits."""

    split: str = "test"  # or "all": the test images, then the training images; "own": those that somebody brought
    limit: int | None = None  # only the first so many of them
    neighbours: int = 15  # kept of every digit
    tsne: TsneConfig = field(default_factory=TsneConfig)
    umap: UmapConfig = field(default_factory=UmapConfig)
    runs: RunsConfig = field(default_factory=RunsConfig)
    surrogate: SurrogateConfig = field(default_factory=SurrogateConfig)
    quality: QualityConfig = field(default_factory=QualityConfig)
    foretelling: ForetellingConfig = field(default_factory=ForetellingConfig)
    strangeness: StrangenessConfig = field(default_factory=StrangenessConfig)

    def fitting(self, n: int) -> BuildConfig:
        """Return settings for ``n`` images: t-SNE's perplexity is at most a third of them."""
        perplexity = min(self.tsne.perplexity, (n - 1) // 3)
        return replace(self, tsne=replace(self.tsne, perplexity=perplexity))

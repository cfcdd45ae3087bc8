# digitscope as `make serve` starts it, for whoever runs containers; docs/server.md has its settings and limits.
#   docker build --tag digitscope .     makes the image
#   docker compose up                   does that, and starts it on http://localhost:8050/ as compose.yaml says
#
# The tag moves with what Python and Debian mend, so build anew now and then. To hold one image for good, or to take it
# from a registry of your own: --build-arg PYTHON=python@sha256:...
ARG PYTHON=python:3.13-slim-trixie

# What serving imports, in the versions of the lock file, without what is only for tests, notebooks and converting networks.
# Starting the program once checks the artifacts, and leaves compiled what it needs: later nothing can be written.
FROM ${PYTHON} AS built
WORKDIR /build
COPY pyproject.toml constraints.txt ./
RUN python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' \
      > requirements.txt \
 && pip install --target /opt/packages --no-cache-dir --disable-pip-version-check --no-compile --only-binary :all: \
      --constraint constraints.txt --requirement requirements.txt
ENV PYTHONPATH=/opt/packages
WORKDIR /opt/packages
RUN find . -type d -name tests -prune -exec rm -r {} + \
 && find . -type f -name '*.map' -delete \
 && rm -r numpy/f2py onnxruntime/quantization onnxruntime/tools onnxruntime/transformers \
      plotly/labextension plotly/package_data/widgetbundle.js
WORKDIR /opt/digitscope
COPY app.py digitscope.py serve.py LICENSE ./
COPY components components
COPY model model
COPY data data
COPY assets assets
RUN python -c 'import serve; serve.create_site().open_all()'

FROM ${PYTHON}
LABEL org.opencontainers.image.title="digitscope" org.opencontainers.image.licenses="MIT"
RUN useradd --no-log-init --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin digitscope
COPY --from=built /opt /opt
ENV PYTHONPATH=/opt/packages PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DIGITSCOPE_HOST=0.0.0.0 DIGITSCOPE_PORT=8050
WORKDIR /opt/digitscope
USER 10001:10001
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", \
  "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"DIGITSCOPE_PORT\"]}/health', timeout=4)"]
CMD ["python", "serve.py"]

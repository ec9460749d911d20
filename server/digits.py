"""`GET /api/test/115.png`: a test image, for a page that shows many and can't have all of them."""

import anyio
from starlette.requests import Request
from starlette.responses import Response

from mnist_ann.figures.pictures import picture, png
from ui.state import cached

KEPT = {"Cache-Control": "public, max-age=604800, immutable"}  # MNIST stays as it is


async def test_image(request: Request) -> Response:
    """200 with 28 × 28 pixels as a PNG; 404 where there is no such image."""
    number = request.path_params["number"]
    images = (await anyio.to_thread.run_sync(cached.data)).test.images
    if number >= len(images):
        return Response(status_code=404)
    file = png(picture(images[number], 28))
    return Response(file, media_type="image/png", headers=KEPT)

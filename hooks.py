"""What MkDocs calls. It lies beside mkdocs.yml because a console script would not find `gipi` by itself."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gipi.site.hooks import (  # noqa: F401
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_content,
    on_page_context,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_post_template,
    on_pre_build,
    on_startup,
)

"""The use cases of mail, the only writers of its tables; one module each.

    settings.set_up              following.follow · reminding.remind
    queue.put · retry · withdraw · test_mail
    sending.send_due             tidying.tidy
"""

from __future__ import annotations

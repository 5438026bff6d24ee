"""A team's assessment, and a district's cycles."""

from .criteria import urls as criteria
from .cycles import urls as cycles
from .evidence import urls as evidence
from .feedback import urls as feedback
from .look_alikes import urls as look_alikes
from .meeting import urls as meeting
from .overview import urls as overview
from .publishing import urls as publishing
from .rating import urls as rating
from .record import urls as record
from .reflection import urls as reflection
from .retention import urls as retention

app_name = "assessments"

urlpatterns = [
    # The addresses asked for most often come first: every screen of a meeting asks for one once a second.
    *meeting.urlpatterns,
    *rating.urlpatterns,
    *overview.urlpatterns,
    *evidence.urlpatterns,
    *record.urlpatterns,
    *criteria.urlpatterns,
    *feedback.urlpatterns,
    *cycles.urlpatterns,
    *publishing.urlpatterns,
    *retention.urlpatterns,
    *reflection.urlpatterns,
    *look_alikes.urlpatterns,
]

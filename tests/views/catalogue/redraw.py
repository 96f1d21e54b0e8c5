from tests.views.catalogue.shot import shot
from views import redraw as view
from views.actions import ShowMenu

SHOTS = [shot(view.saved, "", ShowMenu())]

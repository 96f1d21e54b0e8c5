from tests.views.catalogue.shot import shot
from views import redraw as view
from views.actions.start import ShowMenu

SHOTS = [shot(view.saved, "", ShowMenu())]

"""How students come in: the code, the address, the QR code; and how the teacher's right is recovered."""

import streamlit as st

from mnist_ann.classroom import invitation
from ui.state import cached, visitor
from ui.state.address import CLASS, Choice

KEY = Choice("key")
LAST = "address at which phones reached the app"
SIDE, LARGE = 260, 360  # pixels of the QR code, in a corner and alone on the board


def address() -> str | None:
    """The address at which phones in the same network reach the app; None if there is none."""
    return invitation.address(_shown())


def reached() -> str:
    """That address, or the one of this browser, which reaches only this computer."""
    return address() or here()


def say_if_moved() -> None:
    """Tell the teacher of another address than before: a network was changed during the lesson."""
    before, now = st.session_state.get(LAST), address()
    st.session_state[LAST] = now
    if before and now and now != before:
        st.toast(
            f"This computer is now reached at {now}. Students who can't reach the class point their phone "
            "at the new code on the projection.",
            icon=":material/wifi:",
            duration="infinite",
        )


def here() -> str:
    """The address of the app as this browser knows it."""
    return invitation.page_address(_shown())


def _shown():
    """The address of the page, as this browser shows it."""
    return st.context.url or ""


def invitation_to(room, side):
    """The code, the QR code and the address of a class."""
    at = picture(room, side)
    # Large enough for the last row.
    st.markdown(f"or open\n## {at}/classroom\nand enter **{room.code}**")


def picture(room, side):
    """The QR code of a class. Returns the address at which the app is reached."""
    if address() is None:
        st.warning(
            "Only this computer can reach the app at the moment: no network was found. Connect it to "
            "the network of the phones, or set MNIST_ANN_ADDRESS, then reload.",
            icon=":material/wifi_off:",
        )
    st.image(
        invitation.qr(invitation.link(reached(), room.code)),
        alt=f"QR code that opens the class {room.code} on a phone",
        width=side,
    )
    return reached()


def recovery(room):
    """The recovery link, shown once, after the class was opened or a new link was made."""
    key = visitor.recovery()
    if key is None:
        return
    with st.expander("Your recovery link, shown only now", icon=":material/key:"):
        st.write(
            "Whoever opens it becomes a teacher of this class: keep it to yourself, and don't project "
            "it. You need it if this browser is lost or forgets its cookies."
        )
        link = invitation.recovery_link(reached(), room.code, key)
        st.code(link, language=None, wrap_lines=True)
        st.button("I have kept it", on_click=visitor.forget_recovery)


def recover():
    """Make who came by a recovery link a teacher of the class, and take the key out of the address.
    Raises Problem if the link isn't valid."""
    key = KEY.said()
    if key is None:
        return
    KEY.drop()
    cached.teaching().recover(CLASS.said(""), key, visitor.identity())
    st.toast("You teach this class in this browser, too.")

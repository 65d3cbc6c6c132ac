"""The two forms of ten claims as items that every platform knows: a choice of three answers for each claim."""

from collections.abc import Sequence

from ketamine_course.publish.teacher.platforms.items import Item, ident
from ketamine_course.widgets.discernment import Judged
from ketamine_course.widgets.question import Option

ASK = "Would you accept this claim as it is worded?"
LOST = (
    "is marked claim by claim: no platform works out discernment or bias, so count supported and unsupported claims apart",
    "comes in a form that you choose: give one before and the other after, and swap them for half of the class",
    "shows its key as soon as the platform does: set the quiz so that nothing is shown before the second form was taken",
)


def form_items(number: str, form: str, claims: Sequence[Judged], answers: Sequence[str]) -> tuple[Item, ...]:
    """Return the items of one form.

    Parameters
    ----------
    number, form : str
        Of the notebook, such as ``"00"``, and of the form, such as ``"a"``; both begin every title.
    claims : sequence of Judged
        In the form's order.
    answers : sequence of str
        What can be said of a claim: to accept it, to reject it, and to leave it open.
    """
    accept, reject, _ = answers
    made = []
    for place, claim in enumerate(claims, start=1):
        right = accept if claim.sound else reject
        feedback = f"{claim.key}. {claim.reason}"
        options = tuple(Option(answer, feedback, right=answer == right) for answer in answers)
        name = f"ten-claims-{form}-{place}"
        made.append(
            Item(
                ident=ident(name),
                title=f"{number}.{form.upper()}{place:02d}",
                name=name,
                shape="one",
                prompt=f"{ASK} {claim.text}",
                options=options,
                after=(claim.basis,),
                tags=(f"notebook-{number}", "ten-claims", f"form-{form}"),
                shuffle=False,
                lost=LOST,
            )
        )
    return tuple(made)

"""What is done to the client now is told from what was, what is feared or denied, and what is done to others or by the client."""

import pytest

from fullarc.reading.danger.danger_from_others import denies_others, from_others
from fullarc.reading.finding import Status
from fullarc.reading.reader import read


def quotes(text: str) -> list[str]:
    return [finding.quote for finding in from_others(read(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Her husband hit her last night.",
        "Partner choked her on Saturday; she is afraid to go home.",
        "Client was assaulted by her boyfriend this week.",
        "Client reports ongoing domestic violence from her husband.",
        "Her ex threatened to kill her yesterday.",
        "Husband pushes her when drunk.",
        "She is in an abusive relationship.",
        "Reports being stalked by ex-boyfriend.",
        "Was raped last weekend by a coworker.",
        "Client's father hits him when he gets bad grades.",
        "CPS report filed after client disclosed that mother hit him with a belt on Sunday.",
        "Does not feel safe with her husband.",
        "Bruise on arm; said boyfriend grabbed her.",
        "“He punched me in the stomach on Friday.”",
        "Her mother's boyfriend hits her.",
        "Bullied at school, kids punched him on Tuesday.",
        "Client is experiencing intimate partner violence.",
    ],
)
def test_what_is_done_to_the_client_now_is_a_danger(text: str) -> None:
    assert quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        "He was beaten as a child by his father.",
        "She was raped in 2010.",
        "History of physical abuse by ex-husband.",
        "Her ex-husband used to hit her.",
        "She left an abusive relationship in 2019.",
        "Father beat her when she was six.",
        "No longer being abused, left her husband in May.",
    ],
)
def test_what_is_over_is_none(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Denies abuse or violence at home.",
        "Denies DV.",
        "Feels safe at home.",
        "She fears that he might hit her.",
        "Gave DV hotline number.",
        "Memories of the assault came up in EMDR.",
    ],
)
def test_what_is_denied_feared_or_only_named_is_none(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Her sister is being abused by her husband.",
        "Her husband hit her sister on Sunday.",
        "Client's mother was hit by his father last night.",
        "Her friend's boyfriend beat her up last week.",
        "Saw her neighbour being beaten on Friday.",
        "Client hit his wife last week.",
        "He got into a fight at the bar.",
        "Was hit by a car on Monday.",
        "Her mother kicked her out on Sunday.",
        "He kicked her in a nightmare.",
    ],
)
def test_what_is_done_to_others_by_the_client_or_by_nobody_is_none(text: str) -> None:
    assert quotes(text) == []


# In the words of clients, of older people and children, of shelters and schools: blows, throats, beds, doors, threats, control and fear.
DONE_BY_OTHERS = (
    "Her bloke flung a kettle at her on Monday, it missed.",
    "Dad gets the cane out if his marks drop; welts seen today.",
    "Husband follows her to every appointment and answers for her.",
    "Wife pulls his hair and bites when she is drunk.",
    "Her cousin keeps sending dick pics and said he will come round when she is alone.",
    "She was throttled by her partner last Saturday, voice still hoarse.",
    "Client's ex smashed her windscreen and left a dead bird on the step.",
    "The foster father comes to her bed.",
    "Her daughter screams at her, pinches her arms and hides her walker.",
    "Says stepmum makes him sleep in the garage.",
    "Partner told her she would not see Christmas.",
    "Boys at school put his head in the toilet again.",
    "Reports husband forced himself on her Tuesday night.",
    "Her father has started to hit her again since she told him she is gay.",
    "Boyfriend knocked her to the ground in the car park.",
    "Since the baby he has got violent, last time a broken finger.",
    "Ex broke in and waited in the dark for her.",
    "He strangles me during sex though I say no.",
    "Patient fears her brother will carry out an honour killing.",
    "Partner put his hands around her neck on Friday night.",
    "He squeezed my throat until I saw stars, says pt, two days ago.",
    "Her boyfriend shoved her into the fridge; bruising to left arm observed.",
    "Mum's new fella clips him round the ear most days.",
    "Gets the belt when he talks back, last time on Tuesday.",
    "Stepfather comes into her room at night.",
    "Her uncle has been touching her under her clothes since summer.",
    "Coach makes him stay behind and touches him.",
    "Husband won't let her leave the house without him and took her phone.",
    "Partner controls all money, checks her phone, tells her when she may sleep.",
    "Ex waits outside her work every day and follows her home.",
    "Ex-partner turned up again at 2am banging on her door despite the restraining order.",
    "He sends her 60 messages a day saying he'll find her.",
    "Son takes her pension and pushes her about when she says no. (82 yo)",
    "Carer handles her roughly and yells at her, bruises on both wrists.",
    "Daughter locks him in his room when she goes to work.",
    "Her son hits her when he is high.",
    "My wife throws plates at me, he says; needed stitches last week.",
    "Wife slaps him in front of the children; it happened again this weekend.",
    "Girlfriend scratches and bites him during rows, marks visible on neck.",
    "Dad smacks her with a slipper, she showed me the mark.",
    '"my brother comes in my bed at nite and does stuff"',
    "Boss gropes her in the stock room.",
    "Pt forced into sex by husband on Sunday, does not call it rape.",
    "Husband insists on sex even when she says no and cries.",
    "Woke up with partner having sex with her, second time this month.",
    "Boyfriend threatens to post her nudes if she leaves.",
    "An older man online makes him send pictures and threatens to tell his school.",
    "Kids at school jumped him again, split lip.",
    "Gang told him they will shoot him if he does not pay.",
    "Family says they will kill her for marrying outside the faith.",
    "Father plans to send her abroad to be married against her will.",
    "Brother says he'll slit her throat if she goes out with that boy.",
    "Roommate held a knife to him on Saturday.",
    "He pulled a gun on her when she packed her bag.",
    "Husband keeps a loaded gun by the bed and tells her what will happen if she leaves.",
    "He said he'd bury her if she took the kids.",
    'Husband told her "if you leave I\'ll kill you and the kids".',
    "Fears for her life; husband bought a gun after she filed for divorce.",
    "Scared to go home tonight because of what dad will do.",
    "Afraid of her partner, who has been getting rougher.",
    "She flinches when he phones; there's a black eye she says is from a cupboard.",
    "New bruises on thighs and upper arms, gave three different explanations.",
    "Partner burned her with a cigarette last night.",
    "Threw boiling water at her on Monday.",
    "Mother doesn't feed him when he is bad.",
    "Left alone for days with no food, 9 yo.",
    "Mum and her boyfriend lock him outside in the cold.",
    "Landlord lets himself into her flat at night, tried to kiss her.",
    "Pimp beats her if she does not bring 500.",
    "Her passport is kept by her employer, who hits her.",
    "Was spiked and assaulted at a party on Sat.",
    "Jumped on the way home last night, they took his phone and kicked his head.",
    "Cellmate makes him do sexual favours.",
    'Staff at the home hurt him, he says, "they twist my arm".',
    "Partner put a tracker on her car.",
    "He knows where she lives now and has said he is coming for her.",
    "dv ongoing, partner hit her x2 this wk",
    "DV: yes - pushed down stairs Sunday",
    "IPV positive screen, partner punched wall next to her head and then her",
    "Husband strangled her - no LOC - 3 days ago. Strangulation advice given",
    "Reports she is being hit by her teenage son.",
    "My dad gets drunk and lays into me.",
    "He gave me a hiding on Sunday, says the boy.",
    "Took a beating from his stepdad over the weekend",
    "Got battered by her bloke again.",
    "She is getting knocked about at home.",
    "He raised his hand to her again last night and this time did not stop.",
    'Client says spouse "gets physical" when they argue, last incident 11/2.',
    "Boyfriend pinned her against wall and would not let her out.",
    "His partner spits on him and hits him with her shoe.",
    "Still living with the man who beats her.",
    "Told the crisis worker he is scared his brother will stab him, brother has a knife and said so yesterday.",
    "Sister-in-law beats client with broom, tells her she is servant.",
    "Mother in law slaps pt and burns her hand on stove",
    "The violence at home has started again.",
    "The beatings are back since he lost his job.",
    "No change at home: he still hits me every time he drinks.",
    "Called police on Thursday after husband attacked her. She is back with him.",
    "Sustained rib fracture when husband kicked her on the 4th.",
    "Her fiancé slammed her against the car on Saturday and told her nobody would believe her.",
    "Dad whacks him with the remote whenever grades come.",
    "Pt says her grandson steals from her and shoves her when she refuses.",
    "He told her he would throw acid on her face if she filed for divorce.",
    "Mom reports that stepdad punched client in the stomach on Sunday.",
    "A neighbour's boy forces him to touch him in the shed.",
    "Partner smashed her phone and blocked the door so she couldn't leave.",
    "She sleeps in the car because her boyfriend gets violent after the pub.",
    "My husband held a pillow over my face, she whispers.",
    "Her ex has been parking across from her house and texting what she is wearing.",
    "Brother-in-law gropes her at family dinners; she has told nobody.",
    "Student disclosed that her tutor kisses her during lessons.",
    "Wife stabbed him in the hand with a fork last Thursday.",
    "They make him fight the other boys in the home and film it.",
    "Classmates hold him down and burn him with a lighter.",
    "Her pimp has her ID.",
    "Boyfriend made her have sex without a condom although she said stop.",
    "Son (34, using meth) threatened her with a hammer over money last night.",
    "She wears long sleeves; he leaves marks, she says.",
    "Father chases him round the house with a stick.",
    "Husband punched her while she was holding the baby.",
    "Her girlfriend choked her till she blacked out.",
    "Mother beats client w/ a cable, welts visible on back, CPS called.",
    "He was beaten up behind the station on Friday because he is gay.",
    "Client is stalked by a former patient who sends letters to her home.",
    "Domestic violence continues; safety plan for leaving updated.",
    "Still gets hit at home when he wets the bed.",
    "Husband rapes her when he comes home drunk.",
    "Manager keeps cornering her and putting his hand up her skirt.",
    "Ex says he will take the kids and she'll never be found.",
    "Partner threatened to set fire to the flat with her in it.",
    "Lives in fear of her brother's fists.",
    '"if i tell anyone he says hell hurt my little sister and me"',
    "Pushed out of a moving car by boyfriend two nights ago.",
    "Sugar daddy slapped her and kept her locked in the hotel for two days.",
    "Husband monitors her via cameras in every room.",
    "Since the wedding mother-in-law hits her with ladle and burns her food.",
)
NOT_DONE_BY_OTHERS = (
    "His wife pulls his leg.",
    "Her husband follows her on Instagram.",
    "Dad has a cane since his hip operation.",
    "Mother screams at football matches.",
    "Boss said she gets the job.",
    "The boys put on a play at school.",
    "Daughter pinches her cheeks and laughs.",
    "A bird hit her windscreen.",
    "She broke her finger at volleyball.",
    "In 1998 her husband forced himself on her; never again.",
    "Husband waits for her outside the clinic to drive her home.",
    "Her son makes her a coffee each morning.",
    "Grandad was a prisoner of war and was beaten.",
    "Reads novels about honour killings.",
    "Client struck his brother, now ashamed.",
    "Partner carries her bag.",
    "The kettle burned her hand.",
    "Cousin sends memes.",
    "Stepmum makes him pancakes.",
    "Voice hoarse from a cold.",
    "Stepfather used to come into her room at night when she was nine.",
    "Her ex strangled her in 2012; today processed it with EMDR.",
    "Grew up with a father who beat all of them.",
    "Client choked on a grape and panicked.",
    "Daughter hit her head on a table.",
    "Partner punched the air when his team won.",
    "He feels beaten down by work.",
    "Divorce hit her hard.",
    "Dreamt that her husband was strangling her.",
    "Nightmare: a man holds a knife to her.",
    "Intrusive images of being stabbed (OCD).",
    "Believes that neighbours poison his food (delusion).",
    "Client works in a DV shelter, tells of a woman beaten by her husband.",
    "Watched a series about a stalker, could not sleep.",
    "Her patient attacked a colleague on the ward.",
    "He grabbed his wife by the arm and regrets it.",
    "Client pushed his girlfriend, she fell.",
    "Son (6) bit his teacher.",
    "She was hit by a cyclist.",
    "Her boss attacked her argument in the meeting.",
    "Feels stabbed in the back by her sister.",
    "Sister is being knocked about by her bloke; client worries.",
    "Asked about violence: none, no threats, feels safe.",
    "No one hurts her at home. No fear of partner.",
    "HITS screen 4, negative.",
    "Husband never raised a hand to her.",
    "Role-played what to say if he threatens her.",
    "If he ever hit me I'd be gone, she says.",
    "Worries that her son might be bullied in the new school.",
    "Discussed legal definition of coercive control for her essay.",
    "Boyfriend pushes her to finish her degree.",
    "Her trainer pushes her hard at the gym.",
    "She kicked him under the table to stop his joke.",
    "The cat scratched and bit her.",
    "Mother hit menopause; rows.",
    "He was attacked by a dog when out running.",
    "Wife beat him at chess again.",
    "Her father threatened to cut her allowance.",
    "Partner threatened to leave him if he keeps drinking.",
    "Landlord threatens to evict her.",
    "Combat: his unit was attacked in 2007.",
    "Restraining order against ex lapsed in 2016, no contact since.",
    "Since separation two years ago no violence, she sleeps without fear.",
    "Client's mother was abused by her father.",
    "Grandmother told her about being raped in the war.",
    "Raised by a mother who hit her daily; in schema therapy she now comforts the little girl.",
    "Processed the assault of 2015 in EMDR, SUD 2.",
    "Client recalled how her dad used to drag her by the hair.",
    "She slapped her husband and is ashamed.",
    "He pinned his son to the wall; CPS notified; client shows remorse.",
    "Client threatened his wife, police came.",
    "Her brother was jumped on his way home; she visits him in hospital.",
    "Works as a nurse, a patient's family shouted at her, no threat.",
    "The game hit her hard.",
    "Partner supports her; no arguments this week.",
    "Client afraid of flying and of going home for Christmas because of the family's questions.",
    "Mother pushes her to eat more.",
    "His coach pushes him to run faster.",
    "Mom makes him do the dishes.",
    "Dad won't let him have a phone before he is 13.",
    "Mother took her phone after curfew.",
    "Parents check her phone as agreed in the safety plan.",
    "Husband checks the locks for her (accommodating OCD).",
    "He hit his thumb with a hammer.",
    "Colleague waits outside her office for lunch each day.",
    "His daughter gets into his bed at night after nightmares.",
    "Son comes into her room at night when he has a bad dream.",
    "Ex-husband picks the kids up at her house every Friday, polite.",
    "Boss told her she would be killed by the workload; laughed.",
    "Doctor put his hand on her neck to feel the thyroid.",
    "Physio twisted her arm gently, pain 3.",
    "Mum came in with tea.",
    "Her wife hurt her by forgetting the anniversary.",
    "The divorce hearing battered her confidence.",
    "Volunteers with victims of trafficking.",
    '"I\'d be scared if someone followed me", hypothetical, discussed safety on campus.',
    "He is convinced the FBI follows him home (delusion).",
    "Her baby scratched her face.",
    "His cat attacks him at night.",
    "Partner gets rough in rugby.",
    "Watches true crime about a man who strangled his wife.",
    "Client's friend is with a man who hits her.",
    "Father hit him as a boy; they have reconciled.",
    "Safe now: ex in prison since 2019.",
    "Boyfriend touched her hand and she did not flinch, progress.",
)


@pytest.mark.parametrize("text", DONE_BY_OTHERS)
def test_what_others_do_to_the_client_is_a_danger_in_many_words(text: str) -> None:
    assert quotes(text)


@pytest.mark.parametrize("text", NOT_DONE_BY_OTHERS)
def test_what_sounds_like_it_is_none(text: str) -> None:
    assert quotes(text) == []


def test_a_doubt_stays_one() -> None:
    text = "Does not feel safe with her husband."
    assert {finding.status for finding in from_others(read(text), text)} == {Status.UNCERTAIN}


def test_words_copied_from_an_earlier_note_tell_of_none() -> None:
    text = "Her husband hit her last night."
    copied = read(text, earlier=[text])
    assert all(finding.carried_forward for finding in copied)
    assert from_others(copied, text) == []


@pytest.mark.parametrize(
    ("text", "denied"), [("Feels safe at home.", True), ("Denies abuse or violence at home.", True), ("Denies SI.", False)]
)
def test_safe_at_home_denies_it(text: str, denied: bool) -> None:
    assert any(denies_others(finding) for finding in read(text)) is denied

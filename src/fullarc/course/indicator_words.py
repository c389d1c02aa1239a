"""How an indicator is called in a sentence, a lane and a list."""

_LABELS = {
    "depressed_mood": "low mood",
    "anhedonia": "loss of interest",
    "worthlessness_guilt": "guilt or worthlessness",
    "low_self_esteem": "low self-esteem",
    "panic": "panic attacks",
    "avoidance": "avoidance",
    "intrusive_memories": "intrusive memories",
    "sleep_disturbance": "sleep disturbance",
    "appetite_weight_change": "change of appetite or weight",
    "concentration_problems": "trouble concentrating",
    "delusions_paranoia": "delusions or paranoia",
    "alcohol_use": "alcohol use",
    "emotion_dysregulation": "difficulty regulating emotions",
    "withdrawal_signs": "signs of withdrawal",
    "inattention_hyperactivity": "inattention or hyperactivity",
    "work_functioning": "difficulty at work",
    "school_functioning": "difficulty at school",
    "social_functioning": "social withdrawal",
    "relationship_functioning": "difficulty in the relationship",
    "family_functioning": "difficulty in the family",
    "parenting": "difficulty with parenting",
    "self_care": "difficulty with self-care",
    "daily_activities": "difficulty with daily activities",
    "leisure_activity": "loss of leisure activity",
    "suicidal_ideation": "suicidal thoughts",
    "suicide_plan": "a suicide plan",
    "suicide_intent": "suicidal intent",
    "suicide_attempt": "a suicide attempt",
    "suicide_warning_sign": "a warning sign of suicide",
    "self_harm": "self-harm",
    "self_harm_urge": "urges to self-harm",
    "homicidal_ideation": "thoughts of harming others",
    "violence": "violence",
    "access_to_means": "access to means",
    "crisis_contact": "a crisis contact",
    "hospitalization": "a psychiatric admission",
    "emergency_visit": "an emergency visit",
    "safety_plan": "a safety plan",
    "affect": "affect out of the ordinary",
    "appearance": "neglected appearance",
    "engagement": "limited engagement",
    "insight": "limited insight",
    "judgment": "impaired judgement",
    "psychomotor": "psychomotor change",
    "speech": "altered speech",
    "orientation": "impaired orientation",
    "thought_process": "altered thought process",
    "memory_cognition": "trouble with memory or thinking",
    "job_loss": "a job loss",
    "new_job": "a new job",
    "work_stress": "stress at work",
    "breakup": "a separation",
    "new_relationship": "a new relationship",
    "bereavement": "a bereavement",
    "relocation": "a move",
    "illness_injury": "an illness or injury",
    "family_illness": "an illness in the family",
    "family_conflict": "a conflict in the family",
    "financial_strain": "financial strain",
    "legal_problem": "a legal problem",
    "pregnancy_birth": "a pregnancy or birth",
    "academic_event": "an academic event",
    "trauma_exposure": "a traumatic event",
    "missed_session": "a missed session",
    "medication_change": "a change of medication",
    "retirement": "retirement",
    "disciplinary_action": "a disciplinary action",
    "housing_problem": "a housing problem",
    "bullying_peer_conflict": "bullying or a conflict with peers",
    "behavioral_activation": "behavioural activation",
    "emdr_processing": "EMDR processing",
    "emdr_resourcing": "EMDR resourcing",
}

_PLURAL = {
    "panic",
    "obsessions",
    "compulsions",
    "intrusive_memories",
    "nightmares",
    "flashbacks",
    "mood_swings",
    "hallucinations",
    "delusions_paranoia",
    "somatic_complaints",
    "withdrawal_signs",
    "suicidal_ideation",
    "self_harm_urge",
    "homicidal_ideation",
}


def indicator_in_words(indicator: str) -> str:
    """The noun phrase for an indicator: "panic attacks", "difficulty at work"."""
    return _LABELS.get(indicator, indicator.replace("_", " "))


def is_plural(indicator: str) -> bool:
    """Whether a sentence about it needs a plural verb."""
    return indicator in _PLURAL


def capitalised(words: str) -> str:
    """The same words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]

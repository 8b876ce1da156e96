//! What clauses in other languages assert: German, French, Spanish, Portuguese, Italian, Dutch, Norwegian, Swedish,
//! Danish, Russian, Polish and Korean.
//!
//! Only the plainest forms: a noun for what failed, or for who notices, and a participle that says what became of it,
//! in a clause without anything that denies, plans or limits it. What is missed is a gap; the English rules, which
//! know more forms, come first.

use super::assertion::Assertion;
use crate::model::Milestone;
use crate::text::WordList as Words;

/// Denials, plans, conditions and limits.
static HEDGES: Words = Words::new(
    "nicht kein keine falls wenn sobald bis soll sollte würde wird werden voraussichtlich geplant teilweise noch \
    versuch ne n pas sera serait devrait prévu prévue partiellement partiel partielle jusqu'à si tentative \
    no aún todavía será debería hasta parcialmente cuando intento não nao ainda deveria até quando tentativa \
    ikke ikkje inte ej vil skal ska bør bör hvis delvis forventet planlagt forsøk försök niet nog zal gedeeltelijk \
    non parzialmente geen sans sin sem uten utan ohne не ещё еще будет будут если пока до частично попытка попытки \
    план планируется ожидается nie jeszcze będzie będą jeśli częściowo próba próby plan",
);

/// What users have, or what is wrong with it.
static SERVICE: Words = Words::new(
    "dienst dienste dienstes service services system systeme systeme anlage betrieb plattform plateforme plataforma site \
    sitio système systèmes sistema sistemas servicio servicios serviço serviços portal tjeneste tjenesten tjenester \
    tjenestene tjänst tjänsten tjänster systemet siden dienst diensten website servizio servizi applikation \
    application aplicación aplicação app api produksjon tilgang zugriff accès acceso acesso \
    сервис сервисы сервиса система системы сайт сайта приложение доступ доступа работа usługa usługi usług serwis \
    serwisu strona dostęp dostępu",
);

/// What is over when it is solved.
static TROUBLE: Words = Words::new(
    "störung ausfall vorfall problem fehler incident incidente incidentes panne problème problema erreur feil \
    feilen fejl fejlen fel felet hendelse hendelsen hendinga avbrott avbrottet driftsforstyrrelse storing probleem \
    incidenten störungen guasto disservizio \
    alarm alarmen alarmet alerte alerta alarma allarme varselet \
    инцидент инцидента сбой сбоя проблема проблемы авария аварии ошибка ошибки awaria awarii incydent incydentu błąd",
);

/// It is back, or solved.
static OVER: Words = Words::new(
    "wiederhergestellt behoben gelöst entstört rétabli rétablie rétablis rétablies résolu résolue restablecido \
    restablecida restablecidos restableció restablecieron recuperó recuperaron normalizó restabeleceu recuperou normalizou restaurado restaurada resuelto resuelta solucionado normalizado normalizada \
    restabelecido restabelecida resolvido resolvida gjenopprettet løst rettet retta återställd återställt åtgärdat \
    åtgärdad löst genoprettet udbedret hersteld opgelost ripristinato ripristinati risolto risolta \
    восстановлен восстановлена восстановлено восстановлены восстановился восстановилась устранен устранён \
    устранена устранено решён решена решено przywrócono przywrócony przywrócona przywrócone naprawiono usunięto \
    usunięta rozwiązano rozwiązany",
);

/// Runs of words that say that it is back.
const BACK: [&str; 16] = [
    "wieder erreichbar",
    "wieder verfügbar",
    "wieder online",
    "läuft wieder",
    "normalbetrieb",
    "de nouveau disponible",
    "de nouveau accessible",
    "retour à la normale",
    "vuelve a la normalidad",
    "de nuevo disponible",
    "volta ao normal",
    "voltou ao normal",
    "oppe igjen",
    "uppe igen",
    "oppe igen",
    "weer bereikbaar",
];

/// Runs of words that say that it went.
const LOST: [&str; 8] = [
    "dejó de responder",
    "dejó de funcionar",
    "dejaron de responder",
    "a cessé de répondre",
    "a cessé de fonctionner",
    "parou de responder",
    "deixou de responder",
    "ha smesso di rispondere",
];

/// What is restored or solved while users still wait.
static OTHER: Words = Words::new(
    "backup backups sicherung sauvegarde sauvegardes respaldo copia cópia copie tabelle ticket tickets tarea tâche \
    conflit konflikt konflikte conflicto replica réplica teilnetz",
);

/// Who or what notices.
static NOTICERS: Words = Words::new(
    "alarm alarme alarmen alerte alertes alerta alertas varsel varsler larm larmet melding monitoring überwachung \
    supervision monitoreo monitorización monitoramento monitorering overvåkning overvåking övervakning overvågning \
    kunde kunden kunder nutzer benutzer anwender client clients utilisateur utilisateurs usuario usuarios usuário \
    usuários cliente clientes bruker brukere användare brugere klanten gebruikers utenti allarme \
    алерт алерты алерта оповещение оповещения мониторинг пользователь пользователи клиент клиенты alert alerty \
    klient klienci użytkownik użytkownicy",
);

/// What they do.
static NOTICE: Words = Words::new(
    "erkannt erkennt entdeckt gemeldet melden meldet ausgelöst reçue reçues reçu déclenchée déclenche déclenché \
    signale signalent signalé signalée détecte détecté détectée dispara disparada disparado disparan salta saltan \
    detecta detectó detectado detectou reporta reportan reportó reportam reportou avisa avisan avisam recebida \
    recebido recibida recibido acionado acionada utløst utløses melder meldte oppdager oppdaget rapporterer \
    rapporterte rapporterar rapporterade utlöstes larmar upptäcker upptäckte varslet meldden melden ontvangen \
    сработал сработала сработали сработало получен получено получены сообщает сообщают сообщил сообщила сообщили \
    обнаружил обнаружили zgłosił zgłasza zgłosili zgłaszają wykrył wykryło",
);

/// The beginning of something.
static BEGINNING: Words = Words::new("début inicio início beginn start starten inizio begin comienzo");

/// What begins.
static BEGUN: Words = Words::new(
    "erreurs erreur incident panne impact indisponibilité lenteurs incidente caída fallo errores impacto lentitud \
    falha erros lentidão indisponibilidade störung ausfall ausfalls vorfalls hendelsen feilen nedetid avbrottet felet \
    disservizio storing coupure interruption interrupción interrupção störungen vorfall fehlers fehler",
);

/// Something is found to be the cause.
static CAUSE: Words = Words::new(
    "ursache grundursache cause causa årsak årsaken orsak orsaken årsag oorzaak \
    причина причину przyczyna przyczynę",
);

/// The cause is known.
static FOUND: Words = Words::new(
    "gefunden identifiziert ermittelt identifiée trouvée identificada encontrada funnet identifisert identifierad \
    hittad fundet gevonden individuata \
    найдена найдено установлена определена выявлена znaleziono ustalono ustalona",
);

/// The milestones that the folded `sentence` asserts.
pub(super) fn of(sentence: &str) -> Vec<Assertion> {
    if sentence.ends_with('?') {
        return Vec::new();
    }
    if sentence.contains(|it: char| ('\u{AC00}'..='\u{D7A3}').contains(&it)) {
        return sentence.split([',', ';']).filter_map(korean).collect();
    }
    sentence.split([',', ';', ':']).flat_map(|it| it.split(" - ")).filter_map(of_clause).collect()
}

fn of_clause(clause: &str) -> Option<Assertion> {
    let words: Vec<&str> =
        clause.split(|it: char| !(it.is_alphanumeric() || it == '-')).filter(|it| !it.is_empty()).collect();
    let any = |list: &Words| words.iter().any(|it| list.contains(it));
    if any(&HEDGES) {
        return None;
    }
    if let Some(said) = named(&words) {
        return Some(said);
    }
    let is_back = BACK.iter().any(|it| clause.contains(it));
    if (is_back || any(&OVER)) && !any(&OTHER) {
        if any(&TROUBLE) {
            return Some(Assertion::closing());
        }
        // `Se restableció`: what came back was named before.
        let is_alone = words.len() == 1 || words.first() == Some(&"se");
        return (is_back || is_alone || any(&SERVICE)).then(|| Assertion::of(Milestone::Resolved));
    }
    if any(&CAUSE) && any(&FOUND) {
        return Some(Assertion::of(Milestone::Diagnosed));
    }
    if any(&NOTICERS) && any(&NOTICE) || is_alarm_about(&words) || is_trouble_seen(&words) {
        return Some(Assertion::of(Milestone::Detected));
    }
    let begins = words.first().is_some_and(|it| BEGINNING.contains(it))
        && words.iter().take(5).any(|it| BEGUN.contains(it));
    if any(&SERVICE) && LOST.iter().any(|it| clause.contains(it)) {
        return Some(Assertion::weak(Milestone::Started));
    }
    (begins || trouble_begins(&words)).then(|| Assertion::of(Milestone::Started))
}

/// Most words of a note that is a noun and what it is about.
const MAX_NAMED: usize = 8;

/// `Détection de l'erreur par la QA`, `Wiederherstellung des Dienstes`, `End of the incident`: logs name what happened by a
/// noun, and the time beside it says that it did.
fn named(words: &[&str]) -> Option<Assertion> {
    static DISCOVERY: Words = Words::new(
        "detection détection découverte detección descubrimiento detecção descoberta rilevamento rilevazione erkennung \
        entdeckung ontdekking oppdagelse opdagelse upptäckt обнаружение выявление wykrycie detekce",
    );
    static RETURN: Words = Words::new(
        "recovery restoration rétablissement restauration restauración restablecimiento recuperación restabelecimento \
        restauração recuperação ripristino wiederherstellung herstel gjenoppretting gjenopprettelse genoprettelse \
        återställning восстановление przywrócenie obnovení",
    );
    static ENDING: Words =
        Words::new("end fin fim fine ende slutt slut einde koniec konec конец окончание завершение");
    // Not yet, or not the thing itself.
    static OPEN: Words = Words::new(
        "will expected planned started begins begun ongoing attempted failed eta testing tests test drill plan process \
        procedure begonnen gestartet läuft fehlgeschlagen lancée lancé commencée entamée cours échouée iniciada iniciado \
        curso fallida falhou avviato avviata corso начато начали идёт идет rozpoczęto améliorée verbessert mejorada \
        melhorada ajoutée hinzugefügt",
    );
    let (first, rest) = words.split_first()?;
    if rest.is_empty()
        || MAX_NAMED < words.len()
        || words.iter().any(|it| OPEN.contains(it) || OTHER.contains(it))
    {
        return None;
    }
    let any = |list: &Words| rest.iter().take(5).any(|it| list.contains(it));
    if DISCOVERY.contains(first) && (any(&TROUBLE) || any(&BEGUN) || any(&NOTICERS)) {
        return Some(Assertion::of(Milestone::Detected));
    }
    if RETURN.contains(first) && any(&SERVICE) {
        return Some(Assertion::of(Milestone::Resolved));
    }
    (ENDING.contains(first) && (any(&TROUBLE) || any(&BEGUN))).then(Assertion::closing)
}

/// `Störung entdeckt`, `erreur détectée`, `feilen oppdaget`: what goes wrong, and that it was seen.
fn is_trouble_seen(words: &[&str]) -> bool {
    static SEEN: Words = Words::new(
        "erkannt entdeckt bemerkt détecté détectée détectés détectées découvert découverte constaté constatée detectado \
        detectada detectados descubierto detetado detetada rilevato rilevata oppdaget upptäckt upptäcktes opdaget \
        ontdekt обнаружен обнаружена обнаружено обнаружены wykryto wykryty",
    );
    let is_trouble = |it: &&str| TROUBLE.contains(it) || BEGUN.contains(it);
    words.windows(2).any(|it| is_trouble(&it[0]) && SEEN.contains(it[1]))
}

/// `feil begynner å komme`, `les erreurs commencent`: what goes wrong, and a verb for beginning.
fn trouble_begins(words: &[&str]) -> bool {
    static BEGIN: Words = Words::new(
        "begynner begynte startet starter börjar började begyndte beginnt begann beginnen begannen commence commencent \
        commencé comienza comienzan comenzó comenzaron empieza empiezan empezó empezaron começa começam começou começaram \
        inizia iniziano iniziato begint begon начался началась начались начинается начинаются rozpoczęła zaczęły zaczął",
    );
    words.windows(2).any(|it| (BEGUN.contains(it[0]) || TROUBLE.contains(it[0])) && BEGIN.contains(it[1]))
}

/// `Alarm om at innsending er nede`, `alerte sur le taux d'erreur`: an alarm, and what it is about.
fn is_alarm_about(words: &[&str]) -> bool {
    static ALARMS: Words = Words::new("alarm alarme alerte alerta allarme varsel larm алерт оповещение");
    static ABOUT: Words = Words::new("om sur sobre wegen über per por о об про");
    // What is done with it later, or what it is to be.
    static HANDLED: Words = Words::new(
        "lagt satt slått opprettet oppdatert fikset løst sluttet ajoutée créée désactivée añadida creada desactivada \
        adicionada criada desativada hinzugefügt erstellt abgeschaltet deaktiviert добавлен создан отключен",
    );
    matches!(words, [alarm, about, _, ..] if ALARMS.contains(alarm) && ABOUT.contains(about))
        && !words.iter().any(|it| HANDLED.contains(it))
}

/// `서비스 복구 완료`, `장애 인지`, `장애 발생`.
fn korean(clause: &str) -> Option<Assertion> {
    const OPEN: [&str; 13] = [
        "예정",
        "예상",
        "않",
        "못",
        "실패",
        "시도",
        "미복구",
        "일부",
        "대기",
        "요청",
        "필요",
        "계획",
        "진행 중",
    ];
    const BACK: [&str; 15] = [
        "인시던트 종료",
        "인시던트 해결",
        "인시던트 해소",
        "사고 종료",
        "영향 종료",
        "복구 완료",
        "복구완료",
        "정상화",
        "서비스 복구",
        "정상 복구",
        "장애 해소",
        "장애 복구",
        "장애 종료",
        "복구됨",
        "정상으로 복구",
    ];
    const NOTICED: [&str; 13] = [
        "장애 인지",
        "장애 감지",
        "장애 탐지",
        "알람 발생",
        "알림 발생",
        "알람 수신",
        "알림 수신",
        "경보 발생",
        "고객 문의 접수",
        "인시던트 인지",
        "인시던트 감지",
        "사고 인지",
        "문제 보고",
    ];
    let any = |list: &[&str]| list.iter().any(|it| clause.contains(it));
    let milestone = if any(&OPEN) {
        return None;
    } else if any(&BACK) {
        Milestone::Resolved
    } else if any(&NOTICED) {
        Milestone::Detected
    } else if any(&["원인 파악", "원인 확인", "원인 식별"]) {
        Milestone::Diagnosed
    } else if any(&[
        "장애 발생",
        "장애 시작",
        "서비스 중단",
        "인시던트 시작",
        "인시던트 발생",
        "사고 발생",
        "사고 시작",
        "영향 시작",
    ]) {
        Milestone::Started
    } else {
        return None;
    };
    Some(Assertion::of(milestone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn said(text: &str) -> Vec<&'static str> {
        of(&fold(text)).into_iter().map(|it| it.milestone.as_str()).collect()
    }

    #[test]
    fn plain_forms_of_other_languages_are_asserted() {
        for (milestone, texts) in [
            (
                "resolved",
                &[
                    "Dienst wiederhergestellt",
                    "Störung behoben",
                    "Die Anlage ist wieder erreichbar",
                    "service rétabli",
                    "Retour à la normale",
                    "Servicio restablecido",
                    "Serviço normalizado",
                    "Feilen er rettet, tjenesten er oppe igjen",
                    "Tjänsten återställd",
                    "Rétablissement du service",
                    "Wiederherstellung des Dienstes",
                    "Restablecimiento del servicio de pagos",
                    "Recovery of the service",
                    "Восстановление сервиса",
                    "Fin de l'incident",
                    "Ende der Störung",
                    "복구 완료",
                ][..],
            ),
            (
                "detected",
                &[
                    "Störung durch Monitoring erkannt",
                    "alerte reçue par l'astreinte",
                    "Salta la alerta de errores",
                    "Alerta disparado",
                    "Kunder melder om feil",
                    "Détection de l'erreur par la QA",
                    "Erkennung durch Monitoring",
                    "Detecção do problema",
                    "Обнаружение проблемы",
                    "Feilen oppdaget",
                    "Störung entdeckt",
                    "모니터링 알람 발생",
                ],
            ),
            (
                "started",
                &[
                    "Deploy til produksjon, feil begynner å komme",
                    "Les erreurs commencent",
                    "début des erreurs",
                    "Início da lentidão",
                    "Beginn des Ausfalls",
                    "장애 발생",
                ],
            ),
            ("diagnosed", &["Ursache gefunden", "Cause identifiée", "Causa identificada", "원인 파악"]),
        ] {
            for text in texts {
                assert_eq!(said(text).first(), Some(&milestone), "{text}");
            }
        }
    }

    #[test]
    fn what_is_denied_planned_or_partial_is_not() {
        for text in [
            "Dienst noch nicht wiederhergestellt",
            "Störung wird behoben",
            "Backup wiederhergestellt",
            "Dienst teilweise wiederhergestellt",
            "Le service sera rétabli",
            "service partiellement rétabli",
            "sauvegarde restaurée",
            "El servicio no está restablecido",
            "respaldo restaurado",
            "O serviço ainda não foi normalizado",
            "Tjenesten er ikke gjenopprettet",
            "Début de la maintenance",
            "Beginn der Wartung",
            "Aucune alerte n'est déclenchée, pas de supervision",
            "Wiederherstellung des Dienstes begonnen",
            "Rétablissement du service en cours",
            "Restauration de la sauvegarde du service",
            "Recovery of the service expected at noon",
            "Recovery test of the service",
            "Détection des erreurs améliorée",
            "Erkennung von Duplikaten",
            "End of the day",
            "Fin de la maintenance",
            "복구 예정",
            "일부 서비스 복구",
            "복구 시도 실패",
        ] {
            let found = said(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}

//! The words of all cards in an inverted index in memory (tantivy): for a word that is looked for, every card that has
//! it, and what that is worth.
//!
//! ```text
//! term   word ␀ zone     ␁ language stem ␀ zone     ␂ beginning ␀ zone        one posting for each card, by its slot
//! ```
//! The weightiest zone of a word in a card is a part of the term, so a term says what a match is worth and nothing of
//! the engine's own ranking is used. What an answer holds must not depend on how the engine has parted the cards into
//! segments: limits count words over all segments, and only words that a living card has.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use protocol::landscape::words::{FEW, Match, Needle, SLIPS_MAX, Words, Zone, short_beginnings};
use tantivy::directory::RamDirectory;
use tantivy::index::{InvertedIndexReader, SegmentId, SegmentReader};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::{
    Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term,
};
use tantivy_fst::Automaton;

/// Takes words in; what it took is found after [`Indexer::commit`].
pub(super) struct Indexer {
    writer: IndexWriter,
    reader: IndexReader,
    /// Where the engine's files lie.
    memory: RamDirectory,
    fields: Fields,
    known: BTreeMap<SegmentId, (Option<u64>, Arc<Segment>)>,
}

#[derive(Clone, Copy)]
struct Fields {
    word: Field,
    slot: Field,
}

impl Indexer {
    pub(super) fn new() -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let fields = Fields {
            word: schema.add_text_field("word", TextOptions::default().set_indexing_options(words)),
            slot: schema.add_u64_field("slot", INDEXED | FAST),
        };
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let memory = RamDirectory::create();
        let index = Index::create(memory.clone(), schema.build(), settings)?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY_BYTES)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(SEGMENTS_MERGED);
        merging.set_min_layer_size(SMALL_SEGMENT);
        merging.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merging));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { writer, reader, memory, fields, known: BTreeMap::new() })
    }

    /// Replaces the words of a slot.
    pub(super) fn put(&self, slot: u32, words: &Words, was_taken: bool) -> Result<(), TantivyError> {
        if was_taken {
            self.remove(slot);
        }
        let mut document = TantivyDocument::new();
        document.add_u64(self.fields.slot, u64::from(slot));
        let mut beginnings: BTreeMap<&str, Zone> = BTreeMap::new();
        for (word, zone) in words.words() {
            document.add_text(self.fields.word, term(&[word], zone));
            for beginning in short_beginnings(word) {
                let best = beginnings.entry(beginning).or_insert(zone);
                *best = zone.min(*best);
            }
        }
        for (beginning, zone) in beginnings {
            document.add_text(self.fields.word, term(&[BEGINNING, beginning], zone));
        }
        for (language, stem, zone) in words.stems() {
            document.add_text(self.fields.word, term(&[STEM, language.language(), stem], zone));
        }
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Forgets the words of a slot.
    pub(super) fn remove(&self, slot: u32) {
        self.writer.delete_term(Term::from_field_u64(self.fields.slot, u64::from(slot)));
    }

    /// Makes what was taken in findable.
    pub(super) fn commit(&mut self) -> Result<Inverted, TantivyError> {
        self.writer.commit()?;
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let mut known = BTreeMap::new();
        for reader in searcher.segment_readers() {
            let (id, deleted) = (reader.segment_id(), reader.delete_opstamp());
            let segment = match self.known.remove(&id) {
                Some((as_of, segment)) if as_of == deleted => segment,
                _ => Arc::new(Segment::of(reader, self.fields)?),
            };
            known.insert(id, (deleted, segment));
        }
        self.known = known;
        let segments = self.known.values().map(|(_, segment)| Arc::clone(segment)).collect();
        Ok(Inverted { segments, word: Some(self.fields.word), kept: Mutex::default() })
    }

    /// The engine's memory, and into how many segments it has parted the cards.
    ///
    /// A searcher is not asked: it looks for files that a merge beside it may just have removed.
    pub(super) fn size(&self) -> (u64, usize) {
        (self.memory.total_mem_usage() as u64, self.known.len())
    }
}

/// The words of all cards as of one moment.
#[derive(Default)]
pub(super) struct Inverted {
    segments: Vec<Arc<Segment>>,
    word: Option<Field>,
    /// Who narrows a search asks for the same words again.
    kept: Mutex<Kept>,
}

/// What words are worth, of those that were looked for last.
#[derive(Default)]
struct Kept {
    scores: BTreeMap<Needle, Arc<Scores>>,
    bytes: usize,
}

struct Segment {
    words: Arc<InvertedIndexReader>,
    /// The slot of each document; of one that was replaced [`DEAD`].
    slots: Box<[u32]>,
}

impl Segment {
    fn of(reader: &SegmentReader, fields: Fields) -> Result<Self, TantivyError> {
        let column = reader.fast_fields().column_first_or_default::<u64>("slot")?;
        let alive = reader.alive_bitset();
        let slot_of = |document: u32| {
            let is_alive = alive.is_none_or(|alive| alive.is_alive(document));
            u32::try_from(column.get_val(document)).ok().filter(|_| is_alive).unwrap_or(DEAD)
        };
        let slots = (0..reader.max_doc()).map(slot_of).collect();
        Ok(Self { words: reader.inverted_index(fields.word)?, slots })
    }

    /// The slots of a term, until `look` has seen enough.
    fn each(&self, term: &TermInfo, mut look: impl FnMut(u32) -> bool) -> io::Result<()> {
        let mut postings = self.words.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        let mut left = term.doc_freq as usize;
        while left > 0 {
            let documents = postings.docs();
            for document in documents {
                let slot = self.slots[*document as usize];
                if slot != DEAD && !look(slot) {
                    return Ok(());
                }
            }
            left = left.saturating_sub(documents.len().max(1));
            postings.advance();
        }
        Ok(())
    }

    fn is_living(&self, terms: &[(Zone, TermInfo)]) -> io::Result<bool> {
        let mut is_living = false;
        for (_, term) in terms {
            self.each(term, |_| {
                is_living = true;
                false
            })?;
        }
        Ok(is_living)
    }

    /// The words that lie between two bounds, with their terms; of `only_living` those that a card still has. At most so
    /// many, and whether that is all of them.
    fn between(
        &self,
        low: &[u8],
        high: &[u8],
        limit: usize,
        only_living: bool,
    ) -> io::Result<(Vec<Found>, bool)> {
        let mut stream = self.words.terms().range().ge(low).lt(high).into_stream()?;
        let mut found: Vec<Found> = Vec::new();
        while stream.advance() {
            let Some((word, zone)) = parted(stream.key()) else { continue };
            let term = (zone, stream.value().clone());
            match found.last_mut() {
                Some(last) if *last.word == *word => last.terms.push(term),
                _ => {
                    if only_living
                        && let Some(last) = found.last()
                        && !self.is_living(&last.terms)?
                    {
                        found.pop();
                    }
                    if found.len() == limit {
                        return Ok((found, false));
                    }
                    found.push(Found { word: word.into(), terms: vec![term] });
                }
            }
        }
        if only_living
            && let Some(last) = found.last()
            && !self.is_living(&last.terms)?
        {
            found.pop();
        }
        Ok((found, true))
    }
}

/// A word's term in each zone in which it stands.
type Terms = Vec<(Zone, TermInfo)>;

/// The terms of a word in one of the segments, by its place.
type InSegment = (usize, Terms);

/// A word of a segment, with its term in each zone in which it stands.
struct Found {
    word: Box<[u8]>,
    terms: Terms,
}

impl Inverted {
    /// What a word is worth in every card that has it, where slots lie below `slots`.
    pub(super) fn scores(&self, needle: &Needle, slots: usize) -> io::Result<Arc<Scores>> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(scores) = kept().scores.get(needle) {
            return Ok(Arc::clone(scores));
        }
        let scores = Arc::new(self.looked_up(needle, slots)?);
        kept().keep(needle, &scores);
        Ok(scores)
    }

    fn looked_up(&self, needle: &Needle, slots: usize) -> io::Result<Scores> {
        let mut scores = Taken { of: vec![0; slots], touched: 0 };
        let word = needle.word();
        self.exactly(&term_start(&[word]), Match::Whole, &mut scores)?;
        let is_written = scores.touched > 0;
        for (language, stem) in needle.stems() {
            self.exactly(&term_start(&[STEM, language.language(), stem]), Match::Stem, &mut scores)?;
        }
        match needle.reach() {
            None => self.exactly(&term_start(&[BEGINNING, word]), Match::Beginning, &mut scores)?,
            Some(limit) => self.beginnings(word, limit, &mut scores)?,
        }
        if !is_written && scores.touched < FEW && needle.slips_max() > 0 {
            self.slips(needle, &mut scores)?;
        }
        Ok(scores.done())
    }

    /// The terms that differ only in their zone.
    fn exactly(&self, start: &[u8], how: Match, scores: &mut Taken) -> io::Result<()> {
        let mut end = start.to_vec();
        end.push(u8::MAX);
        for segment in &self.segments {
            let mut stream = segment.words.terms().range().ge(start).lt(&end).into_stream()?;
            while stream.advance() {
                let Some((_, zone)) = parted(stream.key()) else { continue };
                scores.take(segment, stream.value(), how.score(zone))?;
            }
        }
        Ok(())
    }

    fn beginnings(&self, word: &str, limit: usize, scores: &mut Taken) -> io::Result<()> {
        let low = word.as_bytes();
        // No byte of UTF-8 is as high.
        let high = [low, &[u8::MAX]].concat();
        let parts = |only_living| {
            let parts = self.segments.iter().map(|segment| segment.between(low, &high, limit, only_living));
            parts.collect::<io::Result<Vec<_>>>()
        };
        let mut found = parts(false)?;
        let different = |found: &[(Vec<Found>, bool)]| {
            let words = found.iter().flat_map(|(words, _)| words).map(|found| found.word.clone());
            words.collect::<BTreeSet<_>>()
        };
        let mut last = None;
        let many = found.iter().map(|(words, _)| words.len()).sum::<usize>();
        if found.iter().any(|(_, is_all)| !is_all) || (many > limit && different(&found).len() > limit) {
            // The first words of all segments that a card still has.
            found = parts(true)?;
            last = different(&found).into_iter().nth(limit - 1);
        }
        for (segment, (words, _)) in self.segments.iter().zip(&found) {
            let reached = words.iter().filter(|found| last.as_ref().is_none_or(|last| found.word <= *last));
            // The word itself counts for more than its beginning.
            for found in reached.filter(|found| *found.word != *low) {
                for (zone, term) in &found.terms {
                    scores.take(segment, term, Match::Beginning.score(*zone))?;
                }
            }
        }
        Ok(())
    }

    fn slips(&self, needle: &Needle, scores: &mut Taken) -> io::Result<()> {
        let Some(field) = self.word else { return Ok(()) };
        let query =
            FuzzyTermQuery::new(Term::from_field_text(field, needle.word()), needle.slips_max(), true);
        let automaton = query.automaton().map_err(io::Error::other)?;
        let mut near: BTreeMap<(u8, Box<str>), Vec<InSegment>> = BTreeMap::new();
        for (at, segment) in self.segments.iter().enumerate() {
            let mut stream = segment.words.terms().search(WordOf(&automaton)).into_stream()?;
            while stream.advance() {
                let Some((word, zone)) = parted(stream.key()) else { continue };
                let Ok(word) = std::str::from_utf8(word) else { continue };
                // The automaton proposes; what a slip is, the protocol says.
                let Some(slips) = needle.slips_to(word) else { continue };
                let parts = near.entry((slips, word.into())).or_default();
                let term = (zone, stream.value().clone());
                match parts.last_mut() {
                    Some((last, terms)) if *last == at => terms.push(term),
                    _ => parts.push((at, vec![term])),
                }
            }
        }
        let mut taken = 0;
        for ((slips, _), parts) in near {
            if taken == SLIPS_MAX {
                break;
            }
            let mut is_living = false;
            for (at, terms) in parts {
                let segment = &self.segments[at];
                is_living |= segment.is_living(&terms)?;
                for (zone, term) in terms {
                    scores.take(segment, &term, Match::Slips(slips).score(zone))?;
                }
            }
            taken += usize::from(is_living);
        }
        Ok(())
    }
}

/// What a word is worth, by the slots of the cards that have it, from the lowest.
pub(super) struct Scores {
    slots: Box<[u32]>,
    worth: Box<[u16]>,
}

impl Scores {
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u16)> {
        self.slots.iter().copied().zip(self.worth.iter().copied())
    }

    /// What the word is worth in a slot. Who asks for slots from the lowest to the highest has `from` begin at 0: it
    /// follows, and no place is looked at again.
    pub(super) fn seek(&self, slot: u32, from: &mut usize) -> Option<u16> {
        let rest = &self.slots[*from..];
        let mut step = 1;
        while rest.get(step).is_some_and(|other| *other < slot) {
            step *= 2;
        }
        let (low, high) = (step / 2, (step + 1).min(rest.len()));
        *from += low + rest[low..high].partition_point(|other| *other < slot);
        (self.slots.get(*from) == Some(&slot)).then(|| self.worth[*from])
    }
}

impl Kept {
    fn keep(&mut self, needle: &Needle, scores: &Arc<Scores>) {
        let of_needle = (1 + needle.stems().count()) * needle.word().len() + KEPT_OVERHEAD;
        let bytes = scores.slots.len() * (size_of::<u32>() + size_of::<u16>()) + of_needle;
        if self.bytes + bytes > KEPT_BYTES_MAX {
            *self = Self::default();
        }
        if self.scores.insert(needle.clone(), Arc::clone(scores)).is_none() {
            self.bytes += bytes;
        }
    }
}

/// What a word is worth, while its terms are taken one after the other.
struct Taken {
    /// In each slot; 0 where it is not found.
    of: Vec<u16>,
    /// In how many slots it is found.
    touched: usize,
}

impl Taken {
    fn take(&mut self, segment: &Segment, term: &TermInfo, worth: u16) -> io::Result<()> {
        let Self { of, touched } = self;
        segment.each(term, |slot| {
            if let Some(held) = of.get_mut(slot as usize) {
                *touched += usize::from(*held == 0);
                *held = worth.max(*held);
            }
            true
        })
    }

    fn done(self) -> Scores {
        // One place more than there are: each is written to, and kept where the word is worth something.
        let (mut slots, mut worth) = (vec![0; self.touched + 1], vec![0; self.touched + 1]);
        let mut at = 0;
        for (part, first) in self.of.chunks(STRIDE).zip((0_u32..).step_by(STRIDE)) {
            if part.iter().fold(0, |all, of_it| all | of_it) == 0 {
                continue;
            }
            for (slot, of_it) in (first..).zip(part) {
                (slots[at], worth[at]) = (slot, *of_it);
                at += usize::from(*of_it > 0);
            }
        }
        slots.truncate(at);
        worth.truncate(at);
        Scores { slots: slots.into(), worth: worth.into() }
    }
}

/// Takes terms whose word an automaton takes, whatever their zone; no stems, and no beginnings.
struct WordOf<'a, A>(&'a A);

#[derive(Clone, Copy)]
enum At<S> {
    Start(S),
    Word(S),
    /// Behind a word that is taken.
    Zone,
    Nowhere,
}

impl<A: Automaton<State = u32>> Automaton for WordOf<'_, A> {
    type State = At<u32>;

    fn start(&self) -> At<u32> {
        At::Start(self.0.start())
    }

    fn is_match(&self, at: &At<u32>) -> bool {
        matches!(at, At::Zone)
    }

    fn can_match(&self, at: &At<u32>) -> bool {
        match at {
            At::Start(state) | At::Word(state) => self.0.can_match(state),
            At::Zone => true,
            At::Nowhere => false,
        }
    }

    fn accept(&self, at: &At<u32>, byte: u8) -> At<u32> {
        match at {
            At::Start(_) if byte < b' ' => At::Nowhere,
            At::Word(state) if byte == PART && self.0.is_match(state) => At::Zone,
            At::Word(_) if byte == PART => At::Nowhere,
            At::Start(state) | At::Word(state) => At::Word(self.0.accept(state, byte)),
            At::Zone => At::Zone,
            At::Nowhere => At::Nowhere,
        }
    }
}

fn term_start(parts: &[&str]) -> Vec<u8> {
    let mut term = parts.concat().into_bytes();
    term.push(PART);
    term
}

fn term(parts: &[&str], zone: Zone) -> String {
    let mut term = parts.concat();
    term.push(char::from(PART));
    term.push(char::from(b'0' + zone as u8));
    term
}

/// The word of a term, and its zone.
fn parted(term: &[u8]) -> Option<(&[u8], Zone)> {
    let [word @ .., PART, zone] = term else { return None };
    Some((word, *Zone::ALL.get(usize::from(zone.checked_sub(b'0')?))?))
}

/// Parts a term from its zone; no word has it.
const PART: u8 = 0;
const STEM: &str = "\u{1}";
const BEGINNING: &str = "\u{2}";
const DEAD: u32 = u32::MAX;
/// So many slots are looked at together, whether the word is found in any.
const STRIDE: usize = 64;
/// What words are worth is kept up to so many bytes, and then begun anew.
const KEPT_BYTES_MAX: usize = 32 << 20;
/// What keeping a word takes beside its letters and cards, about.
const KEPT_OVERHEAD: usize = 512;
/// Beyond this a segment is made of what was taken in so far.
const MEMORY_BYTES: usize = 64 << 20;
/// So many segments of about the same size become one.
const SEGMENTS_MERGED: usize = 4;
/// Segments of fewer cards count as about the same size: an edit makes one of its own, and must not stir the large ones.
const SMALL_SEGMENT: u32 = 256;

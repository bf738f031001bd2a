//! stub
/// A named body.
#[derive(Debug, Clone)]
pub(crate) struct NamedBody { pub(crate) name: String, pub(crate) start: usize, pub(crate) end: usize }
/// Context.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context { pub(crate) province: Option<String> }
/// stub
#[derive(Debug, Default)]
pub(crate) struct Gazetteer;
impl NamedBody { pub(crate) fn shifted(self, by: usize) -> Self { Self { start: self.start+by, end: self.end+by, ..self } } }
impl Gazetteer {
    pub(crate) fn leading(&self, _: &super::Prepared, _: usize, _: usize) -> Option<(crate::span::Span, Vec<NamedBody>)> { None }
    pub(crate) fn province_in(&self, _: &str) -> Option<String> { None }
    pub(crate) fn expand(&self, name: &str) -> String { name.to_owned() }
    pub(crate) fn normal_case(&self, caps: &str, _: Option<&dyn Fn(&str) -> Option<String>>) -> String { caps.to_owned() }
    pub(crate) fn list(&self, entry: &str) -> Vec<NamedBody> { let mut at=0; entry.split(',').map(|p|{let n=NamedBody{name:p.trim().to_owned(),start:at,end:at+p.len()};at+=p.len()+1;n}).collect() }
    pub(crate) fn id(&self, name: &str, _: &Context) -> String { crate::letters::slug(name) }
    pub(crate) fn qualify(&self, name: &str, _: &Context) -> String { name.to_owned() }
}

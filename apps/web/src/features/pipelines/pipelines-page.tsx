const PipelinesPage = () => <div>…</div>;

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default PipelinesPage;
